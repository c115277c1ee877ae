using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>What a batch is trained towards, moved into lanes block by block.</summary>
internal interface ITargets
{
    /// <summary>Writes targets and their weights in the mean loss for one block.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="first">First sample of the block.</param>
    /// <param name="samples">Samples in the block; the weights of further lanes are 0.</param>
    /// <param name="weight">Weight of a target that counts.</param>
    /// <param name="w">The block's memory.</param>
    void Pack<TLanes>(NetworkLayout layout, int first, int samples, float weight, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Writes targets and weights for one sequence, where a row is one float.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="weight">Weight of a target that counts.</param>
    /// <param name="w">The sequence's memory.</param>
    void Copy(NetworkLayout layout, int sample, float weight, ref float w);
}

/// <summary>Numbers, all of which count. They are pinned for the call.</summary>
internal readonly unsafe struct ValueTargets(float* values, int count) : ITargets
{
    private ReadOnlySpan<float> Values => new(values, count);

    public void Copy(NetworkLayout layout, int sample, float weight, ref float w)
    {
        for (int step = 0; step < layout.OutputLength; step++)
        {
            Values.Slice((sample * layout.TargetsPerSample) + (step * layout.TargetSize), layout.TargetSize)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, layout.Targets + (step * layout.TargetStride)), layout.TargetSize));
            Unsafe.Add(ref w, layout.LossWeights[step]) = weight;
        }
    }

    public void Pack<TLanes>(NetworkLayout layout, int first, int samples, float weight, ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        int perSample = layout.TargetsPerSample;
        LanePacking.Pack<TLanes>(Values[(first * perSample)..], perSample, samples, perSample, ref Rows.At<TLanes>(ref w, layout.Targets));
        for (int step = 0; step < layout.OutputLength; step++)
        {
            Span<float> weights = Rows.Span<TLanes>(ref w, layout.LossWeights[step]);
            weights[..samples].Fill(weight);
            weights[samples..].Clear();
        }
    }
}

/// <summary>Class ids, one for each output step; −1 does not count. They are pinned for the call.</summary>
internal readonly unsafe struct ClassTargets(int* ids, int count) : ITargets
{
    private ReadOnlySpan<int> Ids => new(ids, count);

    public void Copy(NetworkLayout layout, int sample, float weight, ref float w)
    {
        for (int step = 0; step < layout.OutputLength; step++)
        {
            int id = Ids[(sample * layout.TargetsPerSample) + step];
            Unsafe.Add(ref w, layout.Targets + (step * layout.TargetStride)) = id;
            Unsafe.Add(ref w, layout.LossWeights[step]) = id >= 0 ? weight : 0;
        }
    }

    public void Pack<TLanes>(NetworkLayout layout, int first, int samples, float weight, ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        int perSample = layout.TargetsPerSample;
        for (int step = 0; step < layout.OutputLength; step++)
        {
            LanePacking.PackClasses<TLanes>(
                Ids[((first * perSample) + step)..],
                perSample,
                samples,
                1,
                weight,
                ref Rows.At<TLanes>(ref w, layout.Targets + step),
                ref Rows.At<TLanes>(ref w, layout.LossWeights[step]));
        }
    }
}

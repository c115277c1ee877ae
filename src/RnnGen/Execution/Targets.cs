using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>What a batch is trained towards, moved into lanes block by block.</summary>
internal interface ITargets
{
    /// <summary>Writes targets and their weights in the mean loss for one block.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="first">First sample of the block.</param>
    /// <param name="samples">Samples in the block; the weights of further lanes are 0.</param>
    /// <param name="weight">Weight of a target that counts.</param>
    /// <param name="w">The block's memory.</param>
    void Pack<TVector>(NetworkLayout layout, int first, int samples, float weight, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Writes targets and weights for one sequence, where a row is one float.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="weight">Weight of a target that counts.</param>
    /// <param name="w">The sequence's memory.</param>
    void Copy(NetworkLayout layout, int sample, float weight, ref float w);

    /// <summary>What all targets weigh together, where weights are given.</summary>
    double Weight(NetworkLayout layout);

    /// <summary>Takes zeros for those inputs of a block that reach no target that counts, see <see cref="InputReach"/>.</summary>
    /// <inheritdoc cref="Pack"/>
    void Mask<TVector>(NetworkLayout layout, int first, int samples, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Takes zeros for those inputs of one sequence that reach no target that counts.</summary>
    /// <inheritdoc cref="Copy"/>
    void Mask(NetworkLayout layout, int sample, ref float w);
}

/// <summary>Numbers, all of which count. They are pinned for the call.</summary>
internal readonly unsafe struct ValueTargets(float* values, int count, TargetWeights weights) : ITargets
{
    private ReadOnlySpan<float> Values => new(values, count);

    public void Copy(NetworkLayout layout, int sample, float weight, ref float w)
    {
        for (int step = 0; step < layout.OutputLength; step++)
        {
            Values.Slice((sample * layout.TargetsPerSample) + (step * layout.TargetSize), layout.TargetSize)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, layout.Targets + (step * layout.TargetStride)), layout.TargetSize));
            Unsafe.Add(ref w, layout.LossWeights[step]) = weights.AreGiven ? weight * weights.Of(sample, step, id: 0) : weight;
        }
    }

    public void Pack<TVector>(NetworkLayout layout, int first, int samples, float weight, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int perSample = layout.TargetsPerSample;
        LanePacking.Pack<TVector>(Values[(first * perSample)..], perSample, samples, perSample, ref Rows.At<TVector>(ref w, layout.Targets));
        for (int step = 0; step < layout.OutputLength; step++)
        {
            Span<float> row = Rows.Span<TVector>(ref w, layout.LossWeights[step]);
            row[..samples].Fill(weight);
            row[samples..].Clear();
            for (int sample = 0; weights.AreGiven && sample < samples; sample++)
            {
                row[sample] *= weights.Of(first + sample, step, id: 0);
            }
        }
    }

    public double Weight(NetworkLayout layout)
    {
        double sum = 0;
        for (int sample = 0; sample < count / layout.TargetsPerSample; sample++)
        {
            for (int step = 0; step < layout.OutputLength; step++)
            {
                sum += layout.TargetSize * (double)weights.Of(sample, step, id: 0);
            }
        }

        return sum;
    }

    public void Mask(NetworkLayout layout, int sample, ref float w)
    {
    }

    public void Mask<TVector>(NetworkLayout layout, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
    }
}

/// <summary>Class ids, one for each output step; −1 does not count. They are pinned for the call.</summary>
/// <param name="ids">The ids.</param>
/// <param name="count">How many there are.</param>
/// <param name="areMasked">Whether some do not count.</param>
/// <param name="weights">What they weigh.</param>
internal readonly unsafe struct ClassTargets(int* ids, int count, bool areMasked, TargetWeights weights) : ITargets
{
    private ReadOnlySpan<int> Ids => new(ids, count);

    public void Copy(NetworkLayout layout, int sample, float weight, ref float w)
    {
        for (int step = 0; step < layout.OutputLength; step++)
        {
            int id = Ids[(sample * layout.TargetsPerSample) + step];
            Unsafe.Add(ref w, layout.Targets + (step * layout.TargetStride)) = id;
            Unsafe.Add(ref w, layout.LossWeights[step]) = id < 0 ? 0 : weights.AreGiven ? weight * weights.Of(sample, step, id) : weight;
        }
    }

    public void Pack<TVector>(NetworkLayout layout, int first, int samples, float weight, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int perSample = layout.TargetsPerSample;
        for (int step = 0; step < layout.OutputLength; step++)
        {
            LanePacking.PackClasses<TVector>(
                Ids[((first * perSample) + step)..],
                perSample,
                samples,
                1,
                weight,
                ref Rows.At<TVector>(ref w, layout.Targets + step),
                ref Rows.At<TVector>(ref w, layout.LossWeights[step]));
            Span<float> row = Rows.Span<TVector>(ref w, layout.LossWeights[step]);
            for (int sample = 0; weights.AreGiven && sample < samples; sample++)
            {
                int id = Ids[((first + sample) * perSample) + step];
                row[sample] *= id < 0 ? 0 : weights.Of(first + sample, step, id);
            }
        }
    }

    public double Weight(NetworkLayout layout)
    {
        double sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += Ids[index] < 0 ? 0 : weights.Of(index / layout.OutputLength, index % layout.OutputLength, Ids[index]);
        }

        return sum;
    }

    public void Mask(NetworkLayout layout, int sample, ref float w)
    {
        if (areMasked && Reach(layout, sample) is { IsWhole: false } reach)
        {
            for (int step = reach.FirstInDoubt; step < layout.InputLength; step++)
            {
                if (!reach.Includes(step))
                {
                    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, layout.Inputs + (step * layout.InputStride)), layout.InputSize).Clear();
                }
            }
        }
    }

    public void Mask<TVector>(NetworkLayout layout, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        // Lanes beyond the last sample repeat it.
        for (int lane = 0; areMasked && lane < TVector.Count; lane++)
        {
            if (Reach(layout, first + Math.Min(lane, samples - 1)) is { IsWhole: false } reach)
            {
                Clear<TVector>(layout, reach, lane, ref w);
            }
        }
    }

    private static void Clear<TVector>(NetworkLayout layout, InputReach reach, int lane, ref float w)
        where TVector : struct, IVector<TVector>
    {
        for (int step = reach.FirstInDoubt; step < layout.InputLength; step++)
        {
            if (!reach.Includes(step))
            {
                ref float features = ref Unsafe.Add(ref Rows.At<TVector>(ref w, layout.Inputs + (step * layout.InputStride)), lane);
                for (int feature = 0; feature < layout.InputSize; feature++)
                {
                    Unsafe.Add(ref features, feature * TVector.Pitch) = 0;
                }
            }
        }
    }

    private InputReach Reach(NetworkLayout layout, int sample) => new(layout, Ids.Slice(sample * layout.TargetsPerSample, layout.TargetsPerSample));
}

using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>What of a batch's samples counts: the steps that each has, and what training drops. Lengths are pinned for the call.</summary>
/// <param name="lengths">Steps of each sample; null where all have all.</param>
/// <param name="dropout">What is dropped.</param>
internal readonly unsafe struct SampleMasks(int* lengths, DropoutSource dropout)
{
    /// <summary>Whether samples have lengths of their own. Their steps then end at the last, and inputs before their first are not there.</summary>
    public bool HaveLengths => lengths != null;

    /// <summary>Writes the masks of a block.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="first">First sample of the block.</param>
    /// <param name="samples">Samples in the block; further lanes repeat the last.</param>
    /// <param name="w">The block's memory.</param>
    public void Pack<TVector>(NetworkLayout layout, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        if (layout.Alive is { } alive)
        {
            for (int step = 0; step < layout.InputLength; step++)
            {
                Span<float> row = Rows.Span<TVector>(ref w, alive[step]);
                for (int lane = 0; lane < row.Length; lane++)
                {
                    row[lane] = IsAlive(layout, first + Math.Min(lane, samples - 1), step) ? 1 : 0;
                }
            }
        }

        for (int index = 0; index < layout.Dropouts.Length; index++)
        {
            DropoutRows mask = layout.Dropouts[index];
            DropoutMask factors = dropout.Mask(index, mask);
            for (int step = 0; step < mask.Steps; step++)
            {
                for (int unit = 0; unit < mask.Length; unit++)
                {
                    Span<float> row = Rows.Span<TVector>(ref w, mask.Rows[step] + unit);
                    for (int lane = 0; lane < row.Length; lane++)
                    {
                        row[lane] = factors.Of(first + Math.Min(lane, samples - 1), step, unit);
                    }
                }
            }
        }
    }

    /// <summary>Writes the masks of one sequence, where a row is one float.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="w">The sequence's memory.</param>
    public void Copy(NetworkLayout layout, int sample, ref float w)
    {
        if (layout.Alive is { } alive)
        {
            for (int step = 0; step < layout.InputLength; step++)
            {
                Unsafe.Add(ref w, alive[step]) = IsAlive(layout, sample, step) ? 1 : 0;
            }
        }

        for (int index = 0; index < layout.Dropouts.Length; index++)
        {
            DropoutRows mask = layout.Dropouts[index];
            DropoutMask factors = dropout.Mask(index, mask);
            for (int step = 0; step < mask.Steps; step++)
            {
                for (int unit = 0; unit < mask.Length; unit++)
                {
                    Unsafe.Add(ref w, mask.Rows[step] + unit) = factors.Of(sample, step, unit);
                }
            }
        }
    }

    private bool IsAlive(NetworkLayout layout, int sample, int step) => lengths == null || step >= layout.InputLength - lengths[sample];
}

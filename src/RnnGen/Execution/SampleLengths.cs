using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Sequences of different lengths. Callers have them padded at the end; the network has them end together at its last step, where outputs of many inputs are and the second direction of a
/// layer begins. So values move by what a sequence is short of, and what was padding is overwritten.
/// </summary>
internal static class SampleLengths
{
    /// <summary>Requires a length for each sample, from 1 to the sequence length.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="lengths">[batch]</param>
    /// <param name="batch">Number of samples.</param>
    public static void Require(NetworkLayout layout, ReadOnlySpan<int> lengths, int batch)
    {
        if (!layout.VariableLength)
        {
            throw new ArgumentException("The model's sequences all have one length: declare it with VariableLength = true to give lengths.", nameof(lengths));
        }

        if (lengths.Length != batch)
        {
            throw new ArgumentException(Invariant($"lengths must have {batch} values, one for each sample, but has {lengths.Length}."), nameof(lengths));
        }

        for (int sample = 0; sample < batch; sample++)
        {
            if (lengths[sample] < 1 || lengths[sample] > layout.InputLength)
            {
                throw new ArgumentException(Invariant($"lengths[{sample}] is {lengths[sample]}; a sequence has 1 to {layout.InputLength} steps."), nameof(lengths));
            }
        }
    }

    /// <summary>Requires ids of tokens that there are, at the steps that samples have.</summary>
    public static void RequireTokens(NetworkLayout layout, ReadOnlySpan<int> inputs, ReadOnlySpan<int> lengths)
    {
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int first = sample * layout.InputLength;
            if (SampleChecks.FirstNoToken(layout, inputs.Slice(first, lengths[sample])) is >= 0 and int step)
            {
                throw BatchArguments.NoToken(layout, inputs, first + step);
            }
        }
    }

    /// <summary>Requires targets that the loss takes, at the steps that samples have.</summary>
    public static void RequireTargets<TTarget>(NetworkLayout layout, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> lengths)
        where TTarget : unmanaged
    {
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int first = sample * layout.TargetsPerSample;
            ReadOnlySpan<TTarget> own = targets.Slice(first, Math.Min(lengths[sample], layout.OutputLength) * layout.TargetSize);
            if (typeof(TTarget) == typeof(int))
            {
                if (SampleChecks.FirstNoClass(MemoryMarshal.Cast<TTarget, int>(own), layout.OutputSize) is >= 0 and int id)
                {
                    throw BatchArguments.OutOfRange(nameof(targets), first + id, own[id], SampleChecks.ClassRule(layout.OutputSize));
                }
            }
            else if (layout.TargetsAreProbabilities && SampleChecks.FirstImprobable(MemoryMarshal.Cast<TTarget, float>(own)) is >= 0 and int value)
            {
                throw BatchArguments.OutOfRange(nameof(targets), first + value, own[value], SampleChecks.ProbabilityRule);
            }
        }
    }

    /// <summary>Moves the steps of each sample to the end of its memory, and fills what comes before.</summary>
    /// <param name="source">[batch, steps, size], samples at the beginning.</param>
    /// <param name="destination">As much.</param>
    /// <param name="lengths">[batch]; more than there are steps counts as all.</param>
    /// <param name="steps">Steps of a sample's memory.</param>
    /// <param name="size">Values of a step.</param>
    /// <param name="padding">What the others get.</param>
    public static void MoveToEnd<T>(ReadOnlySpan<T> source, Span<T> destination, ReadOnlySpan<int> lengths, int steps, int size, T padding)
        where T : unmanaged
    {
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int values = Math.Min(lengths[sample], steps) * size;
            int first = sample * steps * size;
            Span<T> to = destination.Slice(first, steps * size);
            source.Slice(first, values).CopyTo(to[^values..]);
            to[..^values].Fill(padding);
        }
    }

    /// <summary>Moves the steps of each sample back to the beginning of its memory, with zeros behind.</summary>
    /// <param name="values">[batch, steps, size], samples at the end.</param>
    /// <param name="lengths">[batch]; more than there are steps counts as all.</param>
    /// <param name="steps">Steps of a sample's memory.</param>
    /// <param name="size">Values of a step.</param>
    public static void MoveToBeginning(Span<float> values, ReadOnlySpan<int> lengths, int steps, int size)
    {
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int count = Math.Min(lengths[sample], steps) * size;
            Span<float> own = values.Slice(sample * steps * size, steps * size);
            own[^count..].CopyTo(own);
            own[count..].Clear();
        }
    }

    /// <summary>How many of a number of last steps the samples have together.</summary>
    public static int Total(ReadOnlySpan<int> lengths, int steps)
    {
        int total = 0;
        foreach (int length in lengths)
        {
            total += Math.Min(length, steps);
        }

        return total;
    }
}

using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>What a call drops: what follows from a seed, or nothing.</summary>
/// <param name="seed">The seed; null where nothing is dropped.</param>
internal readonly struct DropoutSource(long? seed)
{
    /// <summary>The factors of one of the network's masks.</summary>
    /// <param name="index">Its number among them.</param>
    /// <param name="rows">Its sizes.</param>
    public DropoutMask Mask(int index, DropoutRows rows) => new(seed, index, rows);
}

/// <summary>
/// Factors of values: 0 with some probability, else one over the probability that it is not. Each is a function of the seed, the mask and the value's place alone, so that it is the same
/// whoever asks, in whatever order. The function is SplitMix64's (G. Steele, D. Lea, C. Flood, <em>Fast Splittable Pseudorandom Number Generators</em>, 2014), half of its bits for a value.
/// </summary>
internal readonly struct DropoutMask
{
    private readonly ulong key;
    private readonly uint dropped;
    private readonly float left = 1;
    private readonly int steps;
    private readonly int length;

    /// <param name="seed">The seed; null where nothing is dropped.</param>
    /// <param name="index">The mask's number among the network's.</param>
    /// <param name="rows">Its sizes.</param>
    public DropoutMask(long? seed, int index, DropoutRows rows)
    {
        (steps, length) = (rows.Steps, rows.Length);
        if (seed is { } given)
        {
            key = RandomSource.SplitMix64At(RandomSource.SplitMix64At(unchecked((ulong)given), 0), (ulong)index);
            dropped = (uint)(rows.Rate * uint.MaxValue);
            left = (float)(1 / (1 - rows.Rate));
        }
    }

    /// <summary>The factor of a value.</summary>
    /// <param name="sample">Its sample in the batch.</param>
    /// <param name="step">Its step.</param>
    /// <param name="unit">Its unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(int sample, int step, int unit)
    {
        if (dropped == 0)
        {
            return left;
        }

        ulong place = (((ulong)(uint)sample * (uint)steps) + (uint)step) * (uint)length + (uint)unit;
        ulong bits = RandomSource.SplitMix64At(key, place >> 1);
        return (uint)((place & 1) == 0 ? bits : bits >> 32) < dropped ? 0 : left;
    }
}

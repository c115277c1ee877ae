extern alias library;

using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What parity runs mask: lengths of samples, and values that follow from a seed.</summary>
internal static class ParityMasks
{
    /// <summary>The seed of dropout.</summary>
    public const long Seed = 77;

    /// <summary>
    /// Steps of each sample: all of the first one's, few of all that come after the first blocks, so that there are steps which none of a block has; empty where every sample has all.
    /// </summary>
    public static int[] Lengths(Network network, int batch)
    {
        return network.Declaration.VariableLength
        ? [.. Enumerable.Range(0, batch).Select(sample => sample == 0 ? network.SequenceLength : (((5 * sample) + 2) % Longest(sample)) + 1)]
        : [];

        int Longest(int sample) => sample < 32 ? network.SequenceLength : Math.Max(1, network.SequenceLength / 3);
    }

    /// <summary>Whether training drops something.</summary>
    public static bool Drops(Network network) => network.Masks.Any(static mask => mask.Rate is not null);

    /// <summary>The masks of a batch.</summary>
    /// <param name="network">The network.</param>
    /// <param name="lengths">As <see cref="Lengths"/> says.</param>
    /// <param name="drops">Whether values are dropped.</param>
    public static MaskValues Of(Network network, int[] lengths, bool drops)
    {
        Mask[] dropouts = [.. network.Masks.Where(static mask => mask.Rate is not null)];
        return new MaskValues
        {
            Length = lengths.Length > 0 ? sample => lengths[sample] : null,
            Dropped = drops ? Factors : null,
        };

        double[] Factors(Mask mask, int sample, int step)
        {
            var rows = new library::RnnGen.Runtime.DropoutRows(default, mask.IsOfStep ? network.SequenceLength : 1, mask.Length, mask.Rate!.Value);
            var factors = new library::RnnGen.Runtime.DropoutMask(Seed, Array.IndexOf(dropouts, mask), rows);
            return [.. Enumerable.Range(0, mask.Length).Select(unit => (double)factors.Of(sample, step, unit))];
        }
    }

    /// <summary>A point with something in the padding that no call may take.</summary>
    public static ParityPoint Padded(this ParityPoint point, Network network, int[] lengths) => point with
    {
        Inputs = Padded(point.Inputs, lengths, network.InputLength, network.Embedding is null ? float.NaN : -7),
        Targets = Padded(point.Targets, lengths, network.OutputLength, network.Criterion.TakesClasses ? 99_999 : float.NaN),
        OutputGradients = [.. point.OutputGradients.Select(gradients => Padded(gradients, lengths, network.OutputLength, float.NaN))],
    };

    /// <summary>Values with something in the padding that must not count.</summary>
    /// <param name="values">[batch, steps, size]</param>
    /// <param name="lengths">Steps of each sample; empty where it has all.</param>
    /// <param name="steps">Steps of a sample's memory.</param>
    /// <param name="padding">What is in the padding.</param>
    private static float[] Padded(float[] values, int[] lengths, int steps, float padding)
    {
        float[] padded = [.. values];
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int size = values.Length / lengths.Length / steps;
            padded.AsSpan(sample * steps * size, steps * size)[(Math.Min(steps, lengths[sample]) * size)..].Fill(padding);
        }

        return padded;
    }
}

using RnnGen.Generator.Networks;

namespace RnnGen.Reference;

/// <summary>What the masks of a batch are: by default every sample has all steps, and nothing is dropped.</summary>
internal sealed record MaskValues
{
    /// <summary>Steps of a sample; null where all have all.</summary>
    public Func<int, int>? Length { get; init; }

    /// <summary>The factors of a mask for a sample at a step; null where nothing is dropped.</summary>
    public Func<Mask, int, int, double[]>? Dropped { get; init; }

    /// <summary>Masks that leave out some of everything: all of the first sample's steps are there, and of each further one's some more are not.</summary>
    public static MaskValues Pattern(Network network) => new()
    {
        Length = network.Declaration.VariableLength ? sample => network.SequenceLength - (sample % network.SequenceLength) : null,
        Dropped = (mask, sample, step) => [.. Enumerable.Range(0, mask.Length).Select(unit => (sample + step + unit) % 3 == 0 ? 0 : 1 / (1 - mask.Rate!.Value))],
    };

    /// <summary>The steps that a sample is short of.</summary>
    public int Missing(Network network, int sample) => Length is null ? 0 : network.SequenceLength - Length(sample);

    /// <summary>A mask of a sample at a step.</summary>
    public double[] Of(Network network, Mask mask, int sample, int step) =>
        mask.Rate is null ? [step >= Missing(network, sample) ? 1 : 0]
        : Dropped is null ? [.. Enumerable.Repeat(1.0, mask.Length)]
        : Dropped(mask, sample, step);

    /// <summary>The steps of samples at the end of their memory, as the network has them, with a value before; or, back again, at its beginning.</summary>
    /// <param name="rows">[batch · steps][size]</param>
    /// <param name="steps">Steps of a sample's memory.</param>
    /// <param name="padding">What the other rows get.</param>
    /// <param name="back">Whether they are at the end.</param>
    public double[][] Moved(double[][] rows, int steps, double padding, bool back = false) =>
        Length is null ? rows : [.. rows.Select((row, index) =>
        {
            int sample = index / steps, step = index % steps;
            int missing = steps - Math.Min(steps, Length(sample));
            int from = back ? step + missing : step - missing;
            return from >= 0 && from < steps ? rows[(sample * steps) + from] : [.. row.Select(_ => padding)];
        })];
}

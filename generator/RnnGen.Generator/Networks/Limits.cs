namespace RnnGen.Generator.Networks;

/// <summary>The largest networks that are generated, so that offsets, lengths and sums of them always fit in an <c>int</c>.</summary>
internal static class Limits
{
    /// <summary>Steps of a sequence.</summary>
    public const int SequenceLength = 100_000;

    /// <summary>Units of a layer, and features of an input step.</summary>
    public const int Units = 65_536;

    /// <summary>Tokens of a vocabulary.</summary>
    public const int Vocabulary = 16_777_216;

    /// <summary>Parameters of a network: 2²⁸ floats are 1 GiB.</summary>
    public const long Parameters = 1L << 28;

    /// <summary>
    /// Values that backpropagation through time keeps for one sample: 1 GiB. That bounds what a workspace of one sample holds,
    /// since its other buffers, such as gradients of the same values, are no more than that once again.
    /// </summary>
    public const long KeptValues = 1L << 28;
}

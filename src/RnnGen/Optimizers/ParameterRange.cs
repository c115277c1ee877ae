namespace RnnGen;

/// <summary>Consecutive parameters.</summary>
/// <param name="Start">The first.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct ParameterRange(int Start, int Length)
{
    /// <summary>The one behind the last.</summary>
    public int End => Start + Length;

    /// <summary>These of all values.</summary>
    public Span<float> Of(Span<float> values) => values.Slice(Start, Length);

    /// <inheritdoc cref="Of(Span{float})"/>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> values) => values.Slice(Start, Length);
}

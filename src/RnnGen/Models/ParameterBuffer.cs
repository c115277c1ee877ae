namespace RnnGen;

/// <summary>A model's parameters: one flat buffer on a 64-byte boundary, read freely and written through an edit.</summary>
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer values;
    private readonly Action? refresh;

    /// <summary>Creates a buffer of zeros.</summary>
    /// <param name="length">Number of parameters.</param>
    /// <param name="refresh">Called at the end of every edit, to bring up to date what is derived from the parameters.</param>
    public ParameterBuffer(int length, Action? refresh = null)
    {
        values = new AlignedBuffer(length);
        this.refresh = refresh;
    }

    /// <summary>The parameters.</summary>
    public ReadOnlySpan<float> Values => values.Span;

    /// <summary>Opens the parameters for writing.</summary>
    public ParameterEdit Edit() => new(this);

    /// <summary>The first parameter, for kernels.</summary>
    internal ref float Origin => ref values.Origin;

    internal Span<float> WritableValues => values.Span;

    internal void EndEdit() => refresh?.Invoke();
}

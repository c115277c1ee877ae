namespace RnnGen;

/// <summary>Brings what is derived from the parameters up to date.</summary>
/// <param name="storage">The parameters, and the room behind them for what is derived.</param>
public delegate void ParameterRefresh(Span<float> storage);

/// <summary>
/// A model's parameters: one flat buffer on a 64-byte boundary, read freely and written through an edit. Copies of the parameters in
/// another layout lie behind them in the same memory and are refreshed when an edit ends, and only then.
/// </summary>
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer storage;
    private readonly int length;
    private readonly ParameterRefresh? refresh;

    /// <summary>Creates a buffer of zeros.</summary>
    /// <param name="length">Number of parameters.</param>
    /// <param name="storageLength">Floats of the parameters and of what is derived from them; at least <paramref name="length"/>.</param>
    /// <param name="refresh">Called at the end of every edit.</param>
    public ParameterBuffer(int length, int storageLength, ParameterRefresh refresh)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(storageLength, length);
        // Kernels read whole vectors: a few floats more, so that the last one ends inside.
        const int Slack = 16;
        storage = new AlignedBuffer(storageLength + Slack);
        this.length = length;
        this.refresh = refresh;
    }

    /// <summary>Creates a buffer of zeros from which nothing is derived.</summary>
    /// <param name="length">Number of parameters.</param>
    public ParameterBuffer(int length)
    {
        storage = new AlignedBuffer(length);
        this.length = length;
    }

    /// <summary>The parameters.</summary>
    public ReadOnlySpan<float> Values => storage.Span[..length];

    /// <summary>The first parameter, for kernels.</summary>
    internal ref float Origin => ref storage.Origin;

    internal Span<float> WritableValues => storage.Span[..length];

    /// <summary>Opens the parameters for writing.</summary>
    public ParameterEdit Edit() => new(this);

    internal void EndEdit() => refresh?.Invoke(storage.Span);
}

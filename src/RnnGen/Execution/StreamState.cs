namespace RnnGen.Execution;

/// <summary>
/// What a stream leaves behind from step to step. The caller owns it; the model holds none, so any number of streams may share a model,
/// each on a thread of its own. A state holds no parameters: its next step may be another instance's, or come after an edit.
/// </summary>
public abstract class StreamState
{
    /// <summary>Kernels read whole vectors: the last value may need a few floats more.</summary>
    private const int VectorSlack = 16;

    private readonly AlignedBuffer memory;

    /// <summary>Begins a stream.</summary>
    /// <param name="floats">Floats of memory that the model needs, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    protected StreamState(int floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        memory = new AlignedBuffer(floats + VectorSlack);
    }

    /// <summary>Steps taken since the stream began.</summary>
    public long Steps { get; private set; }

    internal ref float Origin => ref memory.Origin;

    internal Span<float> Memory => memory.Span;

    /// <summary>Begins a new stream: all states zero.</summary>
    public void Reset()
    {
        memory.Span.Clear();
        Steps = 0;
    }

    internal void CountStep() => Steps++;
}

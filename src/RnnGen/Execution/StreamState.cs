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
    private readonly StateVector[] vectors;

    /// <summary>Begins a stream.</summary>
    /// <param name="floats">Floats of memory that the model needs, at least 0.</param>
    /// <param name="vectors">Where in it the layers' states are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    protected StreamState(int floats, StateVector[] vectors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(floats);
        ArgumentNullException.ThrowIfNull(vectors);
        memory = new AlignedBuffer(floats + VectorSlack);
        this.vectors = vectors;
    }

    /// <summary>Steps taken since the stream began.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// Whether every layer's state is finite. A NaN, of an input or by overflow, stays in the states of recurrent layers: all outputs from there on are NaN, until <see cref="Reset"/>.
    /// </summary>
    public bool IsFinite
    {
        get
        {
            foreach (StateVector vector in vectors)
            {
                if (!NonFinite.IsAbsentFrom(memory.Span.Slice(vector.First(Steps), vector.Length)))
                {
                    return false;
                }
            }

            return true;
        }
    }

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

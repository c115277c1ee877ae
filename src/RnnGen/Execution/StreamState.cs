using System.ComponentModel;
using System.Globalization;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>
/// What a stream leaves behind from step to step. The caller owns it; the model holds none, so any number of streams may share a model,
/// each on a thread of its own. A state holds no parameters: its next step may be another instance's, or come after an edit.
/// </summary>
public abstract class StreamState
{
    /// <summary>Kernels read whole vectors: the last value may need a few floats more.</summary>
    private const int VectorSlack = 16;

    /// <summary>Under which the number of steps is saved.</summary>
    private const string StepsName = "steps";

    private readonly AlignedBuffer memory;
    private readonly StateVector[] vectors;

    /// <summary>Begins a stream.</summary>
    /// <param name="floats">Floats of memory that the model needs, at least 0.</param>
    /// <param name="vectors">Where in it the layers' states are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <summary>A layer's state as it is now, to read and to change.</summary>
    /// <param name="index">Its number among all of the model's.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Span<float> Vector(int index) => memory.Span.Slice(vectors[index].First(Steps), vectors[index].Length);

    internal ref float Origin => ref memory.Origin;

    /// <summary>The last call for many streams that it was seen in, which tells a state that is there twice.</summary>
    internal long LastCall { get; set; }

    /// <summary>A layer's state after a number of steps: the one of now, or the place of the one to come.</summary>
    internal Span<float> After(long steps, int index) => memory.Span.Slice(vectors[index].First(steps), vectors[index].Length);

    internal Span<float> Memory => memory.Span;

    /// <summary>Copies the stream as it is now: the other goes on where this one is. Allocates nothing.</summary>
    /// <param name="destination">A state of the same model.</param>
    /// <exception cref="ArgumentException">It is another model's.</exception>
    public void CopyTo(StreamState destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.GetType() != GetType())
        {
            throw new ArgumentException($"A state of {GetType()} cannot be copied to one of {destination.GetType()}.", nameof(destination));
        }

        memory.Span.CopyTo(destination.memory.Span);
        destination.Steps = Steps;
    }

    /// <summary>Saves the stream to a file, in the safetensors format: every layer's state by its name, such as <c>lstm1.h</c>, and the number of steps.</summary>
    /// <param name="path">The file's path; a file that is there is replaced only once the new one is complete.</param>
    public void Save(string path) => CreateWriter().Save(path);

    /// <summary>Saves the stream to a stream of bytes, which is left open.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream) => CreateWriter().Write(stream);

    /// <summary>Goes on where a saved stream was.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">The file is damaged or does not hold exactly this model's states; this one is unchanged.</exception>
    public void Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Load(stream, $"File '{path}'");
    }

    /// <summary>Goes on where a saved stream was; the stream of bytes is read to its end and left open.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="SafetensorsException">The bytes are damaged or do not hold exactly this model's states; this one is unchanged.</exception>
    public void Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(stream, "Stream");
    }

    /// <summary>Begins a new stream: all states zero, or what the model has learnt to begin with.</summary>
    public void Reset()
    {
        memory.Span.Clear();
        Steps = 0;
    }

    internal void CountStep() => Steps++;

    private SafetensorsWriter CreateWriter()
    {
        SafetensorsWriter writer = new() { Metadata = { [StepsName] = Steps.ToString(CultureInfo.InvariantCulture) } };
        for (int index = 0; index < vectors.Length; index++)
        {
            writer.Add(vectors[index].Name, [vectors[index].Length], Vector(index));
        }

        return writer;
    }

    private void Load(Stream stream, string source)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, source);
        var table = new ParameterInfo[vectors.Length];
        int floats = 0;
        for (int index = 0; index < table.Length; index++)
        {
            table[index] = new(vectors[index].Name, [vectors[index].Length], floats, vectors[index].Length);
            floats += vectors[index].Length;
        }

        TensorMatch match = TensorMatch.Of(header, table, GetType().DeclaringType?.Name ?? GetType().Name, source, options: null);
        if (!header.Metadata.TryGetValue(StepsName, out string? text) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long steps))
        {
            throw new SafetensorsException(source, "it does not say how many steps the stream has taken, so that it was not saved by a state.");
        }

        float[] values = new float[floats];
        TensorReader reader = new(stream, source);
        foreach (SafetensorsEntry entry in header.Entries)
        {
            ParameterInfo vector = match.Find(entry)!;
            reader.Read(entry, values.AsSpan(vector.Offset, vector.Length));
        }

        SafetensorsHeader.RequireEnd(stream, source);
        memory.Span.Clear();
        Steps = steps;
        for (int index = 0; index < table.Length; index++)
        {
            values.AsSpan(table[index].Offset, table[index].Length).CopyTo(Vector(index));
        }
    }
}

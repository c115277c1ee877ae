namespace RnnGen.Generator.Loops;

/// <summary>A place in memory: so many floats behind the first of a buffer.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Offset">How many; null for the first itself.</param>
internal sealed record Reference(Buffer Buffer, LoopIndex? Offset = null)
{
    public static Reference To(Origin origin, LoopIndex? offset = null) => new(new RowBuffer(origin), offset);

    public static Reference ToParameter(LoopIndex offset) => new(new ParameterBuffer(), offset);

    public static Reference ToLocal(string name, LoopIndex? offset = null) => new(new LocalBuffer(name), offset);
}

/// <summary>What a kernel reads and writes.</summary>
internal abstract record Buffer;

/// <summary>The rows that a method is handed.</summary>
internal sealed record RowBuffer(Origin Origin) : Buffer;

/// <summary>The parameters that a method is handed.</summary>
internal sealed record ParameterBuffer : Buffer;

/// <summary>What a local refers to: see <see cref="LetReference"/>.</summary>
internal sealed record LocalBuffer(string Name) : Buffer;

using System.Buffers.Binary;

namespace RnnGen;

/// <summary>What a header says of one tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DataType">Its element type.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, string DataType, long[] Shape, long Begin, long End)
{
    /// <summary>The shape as messages show it.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}

/// <summary>
/// A valid header: 8 bytes with its length, little-endian, then JSON. Every tensor's size follows from its shape, and
/// together they fill the data that comes after without a gap or an overlap.
/// </summary>
/// <remarks>Format: https://huggingface.co/docs/safetensors, section "Format".</remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit, so that a damaged length cannot ask for all memory.</summary>
    private const int MaxLength = 100_000_000;

    public SafetensorsHeader(SafetensorsEntry[] entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The strings under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads and checks a header; the stream is then at the first tensor's first byte.</summary>
    /// <param name="stream">The stream, at the beginning of the format.</param>
    /// <param name="source">What the stream is, for messages.</param>
    /// <exception cref="SafetensorsException">It is not a valid header.</exception>
    public static SafetensorsHeader Read(Stream stream, string source)
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        int read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read < prefix.Length)
        {
            throw new SafetensorsException(
                source, Invariant($"it ends after {read} bytes, within the 8 bytes that hold the header's length. It is truncated or not a safetensors file."));
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength)
        {
            throw new SafetensorsException(
                source, $"its header would be {length} bytes long, more than the {MaxLength} that the format allows. It is not a safetensors file or is damaged.");
        }

        byte[]? json = StreamBytes.TryRead(stream, (int)length, out int found);
        if (json is null)
        {
            throw new SafetensorsException(source, Invariant($"it is truncated: the header has {length} bytes but only {found} are there."));
        }

        SafetensorsHeader header = SafetensorsHeaderParser.Parse(json, source);
        CheckLayout(header.Entries, source);
        return header;
    }

    /// <summary>Checks that nothing follows the last tensor.</summary>
    public static void RequireEnd(Stream stream, string source)
    {
        if (stream.ReadByte() >= 0)
        {
            throw new SafetensorsException(source, "there are bytes after the last tensor. It is damaged, or its header belongs to another file.");
        }
    }

    /// <summary>The error for data that end too early.</summary>
    public static SafetensorsException Truncated(SafetensorsEntry entry, long found, string source) =>
        new(source, Invariant($"it is truncated: tensor '{entry.Name}' has {entry.End - entry.Begin} bytes but only {found} are there."), entry.Name);

    private static void CheckLayout(IReadOnlyList<SafetensorsEntry> entries, string source)
    {
        long position = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != position)
            {
                throw new SafetensorsException(
                    source,
                    Invariant($"tensor '{entry.Name}' begins at byte {entry.Begin} of the data, ")
                    + (entry.Begin < position ? "inside the tensor before it, which" : "leaving a hole after the tensor before it, which")
                    + Invariant($" ends at byte {position}."),
                    entry.Name);
            }

            UInt128? bits = SizeInBits(entry);
            if (bits is null)
            {
                throw new SafetensorsException(
                    source, $"tensor '{entry.Name}' has the shape {entry.ShapeText}, which is too large.", entry.Name);
            }

            if (bits % 8 != 0)
            {
                throw new SafetensorsException(
                    source,
                    $"tensor '{entry.Name}' of type {entry.DataType} and shape {entry.ShapeText} takes {bits} bits, which is no whole number of bytes.",
                    entry.Name);
            }

            UInt128 size = bits.Value / 8;
            if ((UInt128)(entry.End - entry.Begin) != size)
            {
                throw new SafetensorsException(
                    source,
                    Invariant($"tensor '{entry.Name}' of type {entry.DataType} and shape {entry.ShapeText} takes {size} bytes, but its offsets ")
                    + Invariant($"[{entry.Begin}, {entry.End}] leave it {entry.End - entry.Begin}."),
                    entry.Name);
            }

            position = entry.End;
        }
    }

    /// <summary>The bits that type and shape ask for, or null if they are more than the format can say.</summary>
    /// <remarks>As in the reference implementation a product beyond 64 bits is too large even if a zero follows.</remarks>
    private static UInt128? SizeInBits(SafetensorsEntry entry)
    {
        UInt128 size = 1;
        foreach (long factor in entry.Shape.Append(TensorDataType.BitsOf(entry.DataType)))
        {
            size *= (UInt128)factor; // of less than 64 bits each, so their product is exact
            if (size > ulong.MaxValue)
            {
                return null;
            }
        }

        return size;
    }
}

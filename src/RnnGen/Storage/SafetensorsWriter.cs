using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RnnGen;

/// <summary>Collects tensors and writes them as safetensors.</summary>
/// <remarks>
/// The same tensors always give the same bytes, in whatever order they were added: as in the reference implementation,
/// tensors are sorted by type and name, and the header is padded with spaces so that the data begin at a multiple of
/// 8 bytes.
/// </remarks>
public sealed class SafetensorsWriter
{
    private const string MetadataName = "__metadata__";

    private readonly Dictionary<string, (string DataType, int[] Shape, byte[] Bytes)> tensors = [];

    /// <summary>Strings to store under <c>__metadata__</c>; PyTorch's own files have <c>format</c> = <c>pt</c>.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>Adds an <c>F32</c> tensor; the values are copied.</summary>
    /// <param name="name">The tensor's name, not used before.</param>
    /// <param name="shape">Its dimensions, outermost first; none for a scalar.</param>
    /// <param name="values">Its values, row-major: as many as the product of the dimensions.</param>
    /// <exception cref="ArgumentException">The name is taken, or the numbers of values differ.</exception>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => Add(name, TensorDataType.Single, shape, values);

    /// <summary>Adds an <c>F64</c> tensor; the values are copied.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) => Add(name, TensorDataType.Double, shape, values);

    /// <summary>Adds an <c>I32</c> tensor; the values are copied.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) => Add(name, TensorDataType.Int32, shape, values);

    /// <summary>Adds an <c>I64</c> tensor; the values are copied.</summary>
    /// <inheritdoc cref="Add(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public void Add(string name, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => Add(name, TensorDataType.Int64, shape, values);

    /// <summary>Writes a file: completely, or not at all. See <see cref="ModelStorage.Save{TIn, TTarget}(IRnnModel{TIn, TTarget}, string)"/>.</summary>
    /// <param name="path">The file's path; a file that is there is replaced.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written; a file that was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; a file that was there is still there.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes to a stream, from where it is; it is left open.</summary>
    /// <param name="stream">The stream.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var sorted = tensors
            .OrderBy(tensor => TensorDataType.WritingOrder(tensor.Value.DataType))
            .ThenBy(tensor => Encoding.UTF8.GetBytes(tensor.Key), Utf8Order.Instance)
            .ToArray();
        byte[] header = BuildHeader(sorted);
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, (_, _, byte[] bytes)) in sorted)
        {
            stream.Write(bytes);
        }
    }

    private void Add<T>(string name, string dataType, ReadOnlySpan<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == MetadataName)
        {
            throw new ArgumentException($"'{MetadataName}' is the format's own key and cannot name a tensor.", nameof(name));
        }

        long count = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);
        }

        if (count != values.Length)
        {
            throw new ArgumentException(
                Invariant($"Tensor '{name}' of shape [{string.Join(", ", shape.ToArray())}] has {count} values, but {values.Length} are given."),
                nameof(values));
        }

        byte[] bytes = new byte[checked(values.Length * Unsafe.SizeOf<T>())];
        LittleEndian.Write(values, bytes);
        if (!tensors.TryAdd(name, (dataType, shape.ToArray(), bytes)))
        {
            throw new ArgumentException($"There already is a tensor '{name}'.", nameof(name));
        }
    }

    private byte[] BuildHeader(KeyValuePair<string, (string DataType, int[] Shape, byte[] Bytes)>[] sorted)
    {
        ArrayBufferWriter<byte> buffer = new();
        // Relaxed: only what JSON demands is escaped, as in the reference implementation.
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach ((string key, string value) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long position = 0;
            foreach ((string name, (string dataType, int[] shape, byte[] bytes)) in sorted)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", dataType);
                json.WriteStartArray("shape");
                foreach (int dimension in shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(position);
                json.WriteNumberValue(position += bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private sealed class Utf8Order : IComparer<byte[]>
    {
        public static Utf8Order Instance { get; } = new();

        public int Compare(byte[]? left, byte[]? right) => left.AsSpan().SequenceCompareTo(right);
    }
}

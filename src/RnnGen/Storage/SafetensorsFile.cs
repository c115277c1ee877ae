using System.Diagnostics.CodeAnalysis;

namespace RnnGen;

/// <summary>The contents of a safetensors file: named tensors, and strings about them.</summary>
/// <remarks>
/// Reading is strict: the whole file is checked, and anything that the format does not allow is an error. A tensor may
/// take up to 2 GB.
/// </remarks>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> byName;

    private SafetensorsFile(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
        byName = tensors.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The tensors, in the order of their bytes in the file.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The strings under <c>__metadata__</c>; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public SafetensorsTensor this[string name] =>
        byName.TryGetValue(name, out SafetensorsTensor? tensor)
            ? tensor
            : throw new KeyNotFoundException($"There is no tensor '{name}'. There are: {string.Join(", ", byName.Keys)}.");

    /// <summary>Looks for a tensor.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="tensor">The tensor, if there is one.</param>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => byName.TryGetValue(name, out tensor);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, $"File '{path}'");
    }

    /// <summary>Reads a stream from where it is to its end; it need not be able to seek, and is left open.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="SafetensorsException">It is not valid safetensors.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "Stream");
    }

    private static SafetensorsFile Read(Stream stream, string source)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, source);
        var tensors = new SafetensorsTensor[header.Entries.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            SafetensorsEntry entry = header.Entries[i];
            long length = entry.End - entry.Begin;
            if (length > Array.MaxLength)
            {
                throw new SafetensorsException(
                    source, Invariant($"tensor '{entry.Name}' takes {length} bytes; up to {Array.MaxLength} can be read."), entry.Name);
            }

            byte[]? bytes = StreamBytes.TryRead(stream, (int)length, out int found);
            tensors[i] = new SafetensorsTensor(entry, bytes ?? throw SafetensorsHeader.Truncated(entry, found, source));
        }

        SafetensorsHeader.RequireEnd(stream, source);
        return new SafetensorsFile(tensors, header.Metadata);
    }
}

using System.Text.Json;
using System.Text.Unicode;

namespace RnnGen;

/// <summary>
/// Parses a header's JSON: <c>{"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}</c> and an optional
/// <c>"__metadata__"</c> of strings or null. White space around it and further fields of a tensor are read over, as by the
/// reference implementation. Anything else is an error.
/// </summary>
/// <remarks>
/// The reference implementation (safetensors 0.8, in Rust) also lets a doubled tensor or key of the metadata win over the one before, which the
/// format forbids, and an array or an object stand for a tensor or a type, which is an accident of its JSON library. No file is known that has them.
/// </remarks>
internal ref struct SafetensorsHeaderParser
{
    private const string MetadataName = "__metadata__";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 127 }; // as the reference implementation's

    private readonly string source;
    private Utf8JsonReader reader;

    private SafetensorsHeaderParser(ReadOnlySpan<byte> json, string source)
    {
        this.source = source;
        reader = new Utf8JsonReader(json, Options);
    }

    /// <summary>Parses the JSON; the entries come in the order of their offsets, which are not checked yet.</summary>
    /// <exception cref="SafetensorsException">It is not a header.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string source)
    {
        ReadOnlySpan<byte> trimmed = json.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty || trimmed[0] != (byte)'{' || trimmed[^1] != (byte)'}')
        {
            throw new SafetensorsException(source, "its header is not a JSON object with nothing but white space around it. It is not a safetensors file or is damaged.");
        }

        if (!Utf8.IsValid(json))
        {
            throw new SafetensorsException(source, "its header is not valid UTF-8.");
        }

        SafetensorsHeaderParser parser = new(json, source);
        try
        {
            return parser.ParseHeader();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half of a surrogate pair, which the reader finds on decoding.
            throw new SafetensorsException(source, $"its header is not valid JSON: {e.Message}", innerException: e);
        }
    }

    private SafetensorsHeader ParseHeader()
    {
        List<SafetensorsEntry> entries = [];
        Dictionary<string, string>? metadata = null;
        HashSet<string> names = [];
        Expect(JsonTokenType.StartObject, "the header", "an object", null);
        while (NextProperty(out string name))
        {
            if (!names.Add(name))
            {
                throw Error(name == MetadataName ? "__metadata__ appears twice in the header." : $"tensor '{name}' appears twice in the header.", name);
            }

            if (name == MetadataName)
            {
                metadata = ParseMetadata();
            }
            else
            {
                entries.Add(ParseEntry(name));
            }
        }

        reader.Read(); // throws if anything but white space follows
        SafetensorsEntry[] sorted = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        return new SafetensorsHeader(sorted, metadata ?? []);
    }

    private Dictionary<string, string> ParseMetadata()
    {
        Dictionary<string, string> metadata = [];
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return metadata;
        }

        Require(JsonTokenType.StartObject, MetadataName, "an object of strings", null);
        while (NextProperty(out string key))
        {
            Expect(JsonTokenType.String, $"'{key}' in __metadata__", "a string", null);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw Error($"'{key}' appears twice in __metadata__.", null);
            }
        }

        return metadata;
    }

    private SafetensorsEntry ParseEntry(string name)
    {
        string? dataType = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(JsonTokenType.StartObject, $"tensor '{name}'", "an object", name);
        while (NextProperty(out string property))
        {
            bool isFirst;
            switch (property)
            {
                case "dtype":
                    isFirst = dataType is null;
                    Expect(JsonTokenType.String, $"the dtype of tensor '{name}'", "a string", name);
                    dataType = reader.GetString()!;
                    break;
                case "shape":
                    isFirst = shape is null;
                    shape = ParseIntegers($"the shape of tensor '{name}'", name);
                    break;
                case "data_offsets":
                    isFirst = offsets is null;
                    offsets = ParseIntegers($"data_offsets of tensor '{name}'", name);
                    break;
                default:
                    reader.Skip();
                    continue;
            }

            if (!isFirst)
            {
                throw Error($"tensor '{name}' has '{property}' twice.", name);
            }
        }

        if (dataType is null || shape is null || offsets is null)
        {
            string missing = dataType is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw Error($"tensor '{name}' has no {missing}.", name);
        }

        if (TensorDataType.BitsOf(dataType) == 0)
        {
            throw Error($"tensor '{name}' has the unknown dtype '{dataType}'.", name);
        }

        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw Error($"tensor '{name}' has the data_offsets [{string.Join(", ", offsets)}]; two are expected, the end not before the beginning.", name);
        }

        return new SafetensorsEntry(name, dataType, shape, offsets[0], offsets[1]);
    }

    private long[] ParseIntegers(string what, string name)
    {
        List<long> values = [];
        Expect(JsonTokenType.StartArray, what, "an array of integers", name);
        while (true)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return [.. values];
            }

            if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan[0] == (byte)'-' || !reader.TryGetInt64(out long value))
            {
                throw Error($"{what} holds something else than integers from 0 to {long.MaxValue}.", name);
            }

            values.Add(value);
        }
    }

    private bool NextProperty(out string name)
    {
        reader.Read();
        bool found = reader.TokenType == JsonTokenType.PropertyName;
        name = found ? reader.GetString()! : "";
        return found;
    }

    private void Expect(JsonTokenType token, string what, string expected, string? tensor)
    {
        reader.Read();
        Require(token, what, expected, tensor);
    }

    private readonly void Require(JsonTokenType token, string what, string expected, string? tensor)
    {
        if (reader.TokenType != token)
        {
            throw Error($"{what} has to be {expected} in the header.", tensor);
        }
    }

    private readonly SafetensorsException Error(string message, string? tensor) => new(source, message, tensor);
}

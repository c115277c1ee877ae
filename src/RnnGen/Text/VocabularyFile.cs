using System.Text.Json;

namespace RnnGen;

/// <summary>Vocabularies as JSON: <c>{"padding": 0, "unknown": 1, "tokens": [["&lt;pad&gt;", 0], …]}</c>, each token with its frequency.</summary>
internal static class VocabularyFile
{
    public static void Save(Vocabulary vocabulary, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream);
            json.WriteStartObject();
            json.WriteNumber("padding", vocabulary.PaddingIndex);
            json.WriteNumber("unknown", vocabulary.UnknownIndex);
            json.WriteStartArray("tokens");
            for (int id = 0; id < vocabulary.Count; id++)
            {
                json.WriteStartArray();
                json.WriteStringValue(vocabulary[id]);
                json.WriteNumberValue(vocabulary.FrequencyOf(id));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static Vocabulary Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement, listed = root.GetProperty("tokens");
            string[] tokens = [.. listed.EnumerateArray().Select(static token => token[0].GetString() ?? throw new FormatException("A token is null."))];
            int padding = root.GetProperty("padding").GetInt32(), unknown = root.GetProperty("unknown").GetInt32();
            if (Math.Min(padding, unknown) < -1 || Math.Max(padding, unknown) >= tokens.Length)
            {
                throw new FormatException("Padding or unknown is the id of no token.");
            }

            return new Vocabulary(tokens, [.. listed.EnumerateArray().Select(static token => token[1].GetInt64())], padding, unknown);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{path}' is no vocabulary: {exception.Message}", exception);
        }
    }
}

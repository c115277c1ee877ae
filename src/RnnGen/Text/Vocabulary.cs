namespace RnnGen;

/// <summary>Tokens (characters, words, whatever a text is cut into) and their ids, the likeliest first: what an <see cref="EmbeddingAttribute"/> is a table of.</summary>
/// <remarks>How a text is cut is not its business: characters need nothing, words a regular expression or Microsoft.ML.Tokenizers. It does not change once it is made.</remarks>
/// <example><code>
/// Vocabulary words = Vocabulary.Build(texts.SelectMany(text => text.Split(' ')), maxSize: 10_000, padding: "&lt;pad&gt;", unknown: "&lt;unk&gt;");
/// int[] ids = words.Encode(text.Split(' '), length: Sentiment.SequenceLength);
/// words.Save("words.json");
/// </code></example>
public sealed class Vocabulary
{
    /// <summary>The tokens of frequent characters, which are not made for each of them.</summary>
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(static letter => ((char)letter).ToString())];

    private readonly string[] tokens;
    private readonly long[] frequencies;
    private readonly Dictionary<string, int> ids;

    /// <exception cref="ArgumentException">A token is there twice.</exception>
    internal Vocabulary(string[] tokens, long[] frequencies, int paddingIndex, int unknownIndex)
    {
        this.tokens = tokens;
        this.frequencies = frequencies;
        (PaddingIndex, UnknownIndex) = (paddingIndex, unknownIndex);
        ids = new Dictionary<string, int>(tokens.Length, StringComparer.Ordinal);
        for (int id = 0; id < tokens.Length; id++)
        {
            if (!ids.TryAdd(tokens[id], id))
            {
                throw new ArgumentException($"The token '{tokens[id]}' is there twice.", nameof(tokens));
            }
        }
    }

    /// <summary>Number of tokens, padding and unknown included: the size of an embedding's vocabulary.</summary>
    public int Count => tokens.Length;

    /// <summary>Id of the token that fills up sequences that are shorter; −1 where there is none.</summary>
    public int PaddingIndex { get; }

    /// <summary>Id of the token that stands for all that are not in the vocabulary; −1 where there is none.</summary>
    public int UnknownIndex { get; }

    /// <summary>The token of an id.</summary>
    /// <param name="id">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string this[int id] => (uint)id < (uint)tokens.Length
        ? tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, Invariant($"The vocabulary has {Count} tokens, 0 to {Count - 1}."));

    /// <summary>The id of a token; <see cref="UnknownIndex"/> for one that is not in the vocabulary.</summary>
    /// <param name="token">The token.</param>
    /// <exception cref="KeyNotFoundException">It is not there, and nothing stands for unknown tokens.</exception>
    public int this[string token]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(token);
            return TryGetId(token, out int id) ? id
                : UnknownIndex >= 0 ? UnknownIndex
                : throw new KeyNotFoundException($"The token '{token}' is not in the vocabulary, and nothing stands for unknown tokens: build it with one, as in unknown: \"<unk>\".");
        }
    }

    /// <summary>Makes the vocabulary of a text: padding and unknown first, then tokens by how often they are there, of equal ones in ordinal order.</summary>
    /// <param name="text">The tokens of the text, or of many.</param>
    /// <param name="maxSize">The most tokens it may have, padding and unknown included, at least 1; null for no limit.</param>
    /// <param name="minFrequency">How often a token has to be there, at least 1.</param>
    /// <param name="padding">What stands for nothing; null for none.</param>
    /// <param name="unknown">What stands for tokens that are not in the vocabulary; null for none.</param>
    /// <exception cref="ArgumentException">Padding and unknown are the same.</exception>
    public static Vocabulary Build(IEnumerable<string> text, int? maxSize = null, int minFrequency = 1, string? padding = null, string? unknown = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize ?? 1, 1, nameof(maxSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(minFrequency, 1);
        if (padding is not null && padding == unknown)
        {
            throw new ArgumentException("Padding and unknown tokens need tokens of their own.", nameof(unknown));
        }

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string token in text)
        {
            counts[token] = counts.GetValueOrDefault(token) + 1;
        }

        string[] special = [.. new[] { padding, unknown }.OfType<string>()];
        KeyValuePair<string, long>[] kept =
        [
            .. special.Select(token => KeyValuePair.Create(token, counts.GetValueOrDefault(token))),
            .. counts.Where(count => count.Value >= minFrequency && !special.Contains(count.Key))
                .OrderByDescending(static count => count.Value).ThenBy(static count => count.Key, StringComparer.Ordinal),
        ];
        kept = maxSize is { } most && kept.Length > most ? kept[..Math.Max(most, special.Length)] : kept;
        return new Vocabulary(
            [.. kept.Select(static token => token.Key)],
            [.. kept.Select(static token => token.Value)],
            padding is null ? -1 : 0,
            unknown is null ? -1 : special.Length - 1);
    }

    /// <summary>Makes the vocabulary of a text's characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxSize">The most tokens it may have, at least 1; null for no limit.</param>
    /// <param name="minFrequency">How often a character has to be there, at least 1.</param>
    /// <param name="padding">What stands for nothing; null for none.</param>
    /// <param name="unknown">What stands for characters that are not in the vocabulary; null for none.</param>
    public static Vocabulary OfCharacters(string text, int? maxSize = null, int minFrequency = 1, string? padding = null, string? unknown = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Build(Characters(text), maxSize, minFrequency, padding, unknown);
    }

    /// <summary>The characters of a text as tokens: Unicode scalar values, so that an emoji is one.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Characters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Select(static rune => rune.IsAscii ? Ascii[rune.Value] : rune.ToString());
    }

    /// <summary>The id of a token, if it is in the vocabulary.</summary>
    /// <param name="token">The token.</param>
    /// <param name="id">Its id.</param>
    public bool TryGetId(string token, out int id) => ids.TryGetValue(token, out id);

    /// <summary>How often a token was in the text that the vocabulary was made of.</summary>
    /// <param name="id">Its id.</param>
    public long FrequencyOf(int id) => frequencies[id];

    /// <summary>Ids of tokens.</summary>
    /// <param name="text">The tokens.</param>
    /// <exception cref="KeyNotFoundException">One is not there, and nothing stands for unknown tokens.</exception>
    public int[] Encode(IEnumerable<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Select(token => this[token])];
    }

    /// <summary>Ids of the first tokens of a text, filled up with padding: a sequence of a network.</summary>
    /// <param name="text">The tokens.</param>
    /// <param name="length">Number of ids.</param>
    /// <exception cref="KeyNotFoundException">A token is not there, and nothing stands for unknown tokens.</exception>
    /// <exception cref="InvalidOperationException">The text is shorter, and nothing stands for padding.</exception>
    public int[] Encode(IEnumerable<string> text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int[] sequence = new int[length];
        int count = 0;
        foreach (string token in text.Take(length))
        {
            sequence[count++] = this[token];
        }

        if (count < length && PaddingIndex < 0)
        {
            throw new InvalidOperationException(Invariant($"The text has {count} tokens instead of {length}, and nothing stands for padding: build the vocabulary with it, as in padding: \"<pad>\"."));
        }

        sequence.AsSpan(count).Fill(PaddingIndex);
        return sequence;
    }

    /// <summary>
    /// Texts as samples of a model whose sequences have different lengths (<see cref="RnnModelAttribute.VariableLength"/>): the first tokens of each, and how many these are. A text without
    /// tokens has one step, of padding, or of the unknown token where nothing stands for padding.
    /// </summary>
    /// <param name="texts">The tokens of each text.</param>
    /// <param name="length">Steps of the longest sequence, the model's sequence length; what a text has beyond is left out.</param>
    /// <returns>Ids, [texts, length], padded at the end, and the steps of each text.</returns>
    /// <exception cref="KeyNotFoundException">A token is not there, and nothing stands for unknown tokens.</exception>
    /// <exception cref="ArgumentException">A text has no token, and nothing stands for padding or for unknown tokens.</exception>
    public (int[] Inputs, int[] Lengths) EncodeAll(IEnumerable<IEnumerable<string>> texts, int length)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        int nothing = PaddingIndex >= 0 ? PaddingIndex : UnknownIndex;
        var inputs = new List<int>();
        var lengths = new List<int>();
        foreach (IEnumerable<string> text in texts)
        {
            int first = inputs.Count;
            inputs.AddRange(text.Take(length).Select(token => this[token]));
            if (inputs.Count == first)
            {
                inputs.Add(nothing >= 0 ? nothing : throw new ArgumentException(
                    Invariant($"Text {lengths.Count}, counted from 0, has no token, and nothing stands for padding or for unknown tokens. Leave it out."), nameof(texts)));
            }

            lengths.Add(inputs.Count - first);
            inputs.AddRange(Enumerable.Repeat(Math.Max(PaddingIndex, 0), length - lengths[^1]));
        }

        return ([.. inputs], [.. lengths]);
    }

    /// <summary>The text of ids, without padding.</summary>
    /// <param name="sequence">The ids.</param>
    /// <param name="separator">What stands between tokens: nothing between characters, usually a space between words.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string Decode(ReadOnlySpan<int> sequence, string separator = "")
    {
        var text = new List<string>(sequence.Length);
        foreach (int id in sequence)
        {
            if (id != PaddingIndex || PaddingIndex < 0)
            {
                text.Add(this[id]);
            }
        }

        return string.Join(separator, text);
    }

    /// <summary>Writes the vocabulary to a file, as JSON.</summary>
    /// <param name="path">Where to; an existing file is replaced once the new one is complete.</param>
    public void Save(string path) => VocabularyFile.Save(this, path);

    /// <summary>Reads a vocabulary that <see cref="Save"/> has written.</summary>
    /// <param name="path">Where from.</param>
    /// <exception cref="InvalidDataException">The file is no vocabulary; the message says what is wrong.</exception>
    public static Vocabulary Load(string path) => VocabularyFile.Load(path);
}

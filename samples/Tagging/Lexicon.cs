using RnnGen;

namespace Tagging;

/// <summary>
/// Words as ids. A word that is rare stands for all that have its ending: the network meets such endings in training, and knows what to make of a word that it has never read.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>What is seen less often is not learned as a word.</summary>
    private const int SeenOften = 3;

    /// <summary>Letters of the longest ending.</summary>
    private const int LongestEnding = 3;

    private readonly Vocabulary vocabulary;

    private Lexicon(Vocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>Number of words and endings.</summary>
    public int Count => vocabulary.Count;

    /// <summary>Makes the lexicon of sentences to learn from.</summary>
    public static Lexicon Build(IEnumerable<Sentence> sentences)
    {
        string[] text = [.. sentences.SelectMany(sentence => sentence.Words)];
        Dictionary<string, int> words = text.CountBy(word => word).ToDictionary();
        Dictionary<string, int> endings = text.Where(IsRare).SelectMany(Endings).CountBy(ending => ending).ToDictionary();

        // Words as they are, or as the ending that will stand for them: so the vocabulary gets both.
        return new Lexicon(Vocabulary.Build(text.Select(Known), maxSize: Tagger.Words, unknown: "<unk>"));

        bool IsRare(string word) => words[word] < SeenOften;
        string Known(string word) => IsRare(word) ? Endings(word).First(ending => ending == "<unk>" || endings[ending] >= SeenOften) : word;
    }

    public static Lexicon Load(string path) => new(Vocabulary.Load(path));

    public void Save(string path) => vocabulary.Save(path);

    /// <summary>The id of a word: its own, that of the word in small letters, as at the beginning of a sentence, or that of its ending.</summary>
    public int this[string word]
    {
        get
        {
            if (vocabulary.TryGetId(word, out int id) || vocabulary.TryGetId(word.ToLowerInvariant(), out id))
            {
                return id;
            }

            foreach (string ending in Endings(word))
            {
                if (vocabulary.TryGetId(ending, out id))
                {
                    return id;
                }
            }

            return vocabulary.UnknownIndex;
        }
    }

    /// <summary>What may stand for a word, the most special first: <c>&lt;unk-Cap-ing&gt;</c>, <c>&lt;unk-Cap-ng&gt;</c>, <c>&lt;unk-Cap-g&gt;</c>, <c>&lt;unk-Cap&gt;</c>, <c>&lt;unk&gt;</c>.</summary>
    internal static IEnumerable<string> Endings(string word)
    {
        if (word.AsSpan().ContainsAnyInRange('0', '9'))
        {
            // 1961 and 3.50 are alike, 20-year and 1920's are not.
            yield return char.IsAsciiDigit(word[^1]) ? "<unk-digit>" : $"<unk-digit-{word[^1]}>";
        }

        string shape = char.IsUpper(word[0]) ? "<unk-Cap" : word.Contains('-', StringComparison.Ordinal) ? "<unk-hyphen" : "<unk";
        for (int length = Math.Min(LongestEnding, word.Length - 1); length > 0; length--)
        {
            yield return $"{shape}-{word[^length..].ToLowerInvariant()}>";
        }

        yield return $"{shape}>";
        yield return "<unk>";
    }
}

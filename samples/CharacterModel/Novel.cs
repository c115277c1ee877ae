using RnnGen;

namespace CharacterModel;

/// <summary>The text, as tokens.</summary>
internal sealed class Novel
{
    private Novel(string text)
    {
        Letters = Vocabulary.OfCharacters(text);
        int[] tokens = Encode(text);
        int test = tokens.Length * 9 / 10;
        Training = tokens[..test];
        Test = tokens[test..];
    }

    /// <summary>Every character there is.</summary>
    public Vocabulary Letters { get; }

    /// <summary>The first nine tenths.</summary>
    public int[] Training { get; }

    /// <summary>The rest, which nothing is trained on.</summary>
    public int[] Test { get; }

    public static Novel Read()
    {
        using Stream stream = typeof(Novel).Assembly.GetManifestResourceStream("austen.txt")!;
        using var reader = new StreamReader(stream);
        return new Novel(reader.ReadToEnd());
    }

    public int[] Encode(string text) => Letters.Encode(Vocabulary.Characters(text));
}

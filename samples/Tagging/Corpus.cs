namespace Tagging;

/// <summary>Tagged sentences in three parts: to learn from, to tell when to stop, and to be judged by.</summary>
internal sealed class Corpus
{
    private Corpus(Sentence[] sentences)
    {
        // Always in the same order. Neighbours come from one text, and their names and topics should not all be in one part.
        new Random(1).Shuffle(sentences);
        int part = sentences.Length / 20;
        Test = sentences[..part];
        Validation = sentences[part..(2 * part)];
        Training = sentences[(2 * part)..];
    }

    /// <summary>Nine tenths.</summary>
    public Sentence[] Training { get; }

    /// <summary>A twentieth.</summary>
    public Sentence[] Validation { get; }

    /// <summary>A twentieth.</summary>
    public Sentence[] Test { get; }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    public static Corpus Read(string path) => new([.. File.ReadLines(path).Select(Sentence.Parse)]);
}

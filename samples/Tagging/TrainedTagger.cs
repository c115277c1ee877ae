using System.Numerics.Tensors;

namespace Tagging;

/// <summary>A network and the words it was trained with, which are of no use without each other.</summary>
internal sealed class TrainedTagger(Tagger model, Lexicon lexicon)
{
    // Beside the program: a new build leaves them alone.
    private static readonly string ModelFile = Path.Combine(AppContext.BaseDirectory, "tagger.safetensors");
    private static readonly string WordsFile = Path.Combine(AppContext.BaseDirectory, "tagger.words.json");

    public static bool IsSaved => File.Exists(ModelFile) && File.Exists(WordsFile);

    public static TrainedTagger Load() => new(Tagger.Load(ModelFile), Lexicon.Load(WordsFile));

    public void Save()
    {
        model.Save(ModelFile);
        lexicon.Save(WordsFile);
    }

    /// <summary>The words of a sentence with their tags.</summary>
    public string Tagged(string text)
    {
        string[] words = Words(text);
        var samples = new Samples([new Sentence(words, new int[words.Length])], lexicon);
        float[] outputs = new float[samples.Targets.Length * Tag.Count];
        model.Predict(samples.Inputs, samples.Lengths, outputs);
        IEnumerable<string> tagged =
            from piece in Enumerable.Range(0, samples.Lengths.Length)
            from step in Enumerable.Range(0, samples.Lengths[piece])
            let row = (piece * Tagger.Longest) + step
            select $"{samples.Sentences[piece].Words[step]}/{Tag.Name(TensorPrimitives.IndexOfMax<float>(outputs.AsSpan(row * Tag.Count, Tag.Count)))}";
        return string.Join(' ', tagged);
    }

    /// <summary>Words as the corpus has them: a mark behind a word is one of its own. A point is where the text ends; before it may belong to the word, as in Mr. and U.S.</summary>
    private static string[] Words(string text)
    {
        var words = new List<string>();
        string[] parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < parts.Length; index++)
        {
            string word = parts[index];
            bool hasMark = word.Length > 1 && (",;:?!".Contains(word[^1], StringComparison.Ordinal) || (word[^1] == '.' && index == parts.Length - 1));
            words.AddRange(hasMark ? [word[..^1], word[^1..]] : [word]);
        }

        return [.. words];
    }
}

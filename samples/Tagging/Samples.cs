namespace Tagging;

/// <summary>Sentences as the network takes them: one row of ids and one of tags for each, filled up at the end. What stands there counts for nothing.</summary>
internal sealed class Samples
{
    public Samples(IEnumerable<Sentence> sentences, Lexicon lexicon)
    {
        Sentences = [.. sentences.SelectMany(sentence => sentence.Pieces())];
        Inputs = new int[Sentences.Length * Tagger.Longest];
        Targets = new int[Inputs.Length];
        Lengths = [.. Sentences.Select(sentence => sentence.Words.Length)];
        for (int row = 0; row < Sentences.Length; row++)
        {
            (string[] words, int[] tags) = Sentences[row];
            for (int step = 0; step < words.Length; step++)
            {
                Inputs[(row * Tagger.Longest) + step] = lexicon[words[step]];
            }

            tags.CopyTo(Targets, row * Tagger.Longest);
        }
    }

    public Sentence[] Sentences { get; }

    public int[] Inputs { get; }

    public int[] Lengths { get; }

    public int[] Targets { get; }

    /// <summary>The targets of some words alone: those of others are −1, which no loss and no metric counts.</summary>
    public int[] TargetsOf(Func<string, bool> counts)
    {
        int[] targets = [.. Targets];
        for (int row = 0; row < Sentences.Length; row++)
        {
            for (int step = 0; step < Lengths[row]; step++)
            {
                ref int target = ref targets[(row * Tagger.Longest) + step];
                target = counts(Sentences[row].Words[step]) ? target : -1;
            }
        }

        return targets;
    }
}

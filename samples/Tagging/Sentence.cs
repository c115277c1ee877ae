namespace Tagging;

/// <summary>Words, and what each of them is.</summary>
internal sealed record Sentence(string[] Words, int[] Tags)
{
    /// <summary>Reads a line of <c>word/TAG</c>s.</summary>
    public static Sentence Parse(string line)
    {
        string[] pairs = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] words = new string[pairs.Length];
        int[] tags = new int[pairs.Length];
        for (int index = 0; index < pairs.Length; index++)
        {
            // The last slash: 1/2 is a number.
            int cut = pairs[index].LastIndexOf('/');
            words[index] = pairs[index][..Math.Max(cut, 0)];
            tags[index] = Tag.Parse(pairs[index].AsSpan(cut + 1));
        }

        return new Sentence(words, tags);
    }

    /// <summary>The sentence in pieces that are no longer than the network's sequence.</summary>
    public IEnumerable<Sentence> Pieces()
    {
        for (int first = 0; first < Words.Length; first += Tagger.Longest)
        {
            int last = Math.Min(first + Tagger.Longest, Words.Length);
            yield return first == 0 && last == Words.Length ? this : new Sentence(Words[first..last], Tags[first..last]);
        }
    }
}

using System.Runtime.InteropServices;

namespace Tagging;

/// <summary>Gives each word the tag that it had most often, whatever stands around it, and a word that was never seen that of its ending.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<string, int[]> words = [];
    private readonly Dictionary<string, int[]> endings = [];

    public Baseline(IEnumerable<Sentence> sentences)
    {
        foreach (Sentence sentence in sentences)
        {
            for (int index = 0; index < sentence.Words.Length; index++)
            {
                Count(words, sentence.Words[index], sentence.Tags[index]);
            }
        }

        // Endings of words that are seen once, which are more like those that are never seen than the frequent ones are.
        foreach ((string word, int[] counts) in words.Where(word => word.Value.Sum() == 1))
        {
            foreach (string ending in Lexicon.Endings(word))
            {
                Count(endings, ending, Array.IndexOf(counts, 1));
            }
        }
    }

    /// <summary>Whether a word was seen, in this form or, as at the beginning of a sentence, in small letters.</summary>
    public bool Knows(string word) => words.ContainsKey(word) || words.ContainsKey(word.ToLowerInvariant());

    public int TagOf(string word)
    {
        int[]? counts = words.GetValueOrDefault(word) ?? words.GetValueOrDefault(word.ToLowerInvariant());
        counts ??= Lexicon.Endings(word).Select(ending => endings.GetValueOrDefault(ending)).FirstOrDefault(found => found is not null);
        return counts is null ? 0 : Array.IndexOf(counts, counts.Max());
    }

    /// <summary>The part of some words that it tags rightly.</summary>
    public double Accuracy(IEnumerable<Sentence> sentences, Func<string, bool> counts) =>
        sentences.SelectMany(sentence => sentence.Words.Zip(sentence.Tags))
            .Where(word => counts(word.First))
            .Select(word => TagOf(word.First) == word.Second ? 1.0 : 0)
            .DefaultIfEmpty(double.NaN)
            .Average();

    private static void Count(Dictionary<string, int[]> all, string key, int tag)
    {
        ref int[]? counts = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out _);
        counts ??= new int[Tag.Count];
        counts[tag]++;
    }
}

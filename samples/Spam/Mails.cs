using System.IO.Compression;

namespace Spam;

/// <summary>Mails as a network takes them: numbers of words, padded at the end, how many there are, and what each mail is.</summary>
internal sealed class Mails
{
    private Mails(IReadOnlyCollection<(int Class, int[] Words)> mails)
    {
        Count = mails.Count;
        Inputs = new int[Count * Filter.Longest];
        Lengths = [.. mails.Select(static mail => mail.Words.Length)];
        Classes = [.. mails.Select(static mail => mail.Class)];
        int at = 0;
        foreach ((_, int[] words) in mails)
        {
            // What is behind a mail's end counts for nothing, and stays 0.
            words.CopyTo(Inputs, Filter.Longest * at++);
        }
    }

    public int Count { get; }

    public int[] Inputs { get; }

    public int[] Lengths { get; }

    public int[] Classes { get; }

    /// <summary>Reads the file and deals its mails out by chance, the same in every run.</summary>
    /// <param name="most">How many mails to take; null for all.</param>
    /// <returns>Seven tenths to learn from, one to stop by, two to be judged by.</returns>
    public static (Mails Training, Mails Validation, Mails Test) Read(int? most)
    {
        var all = new List<(int Class, int[] Words)>();
        using Stream file = typeof(Mails).Assembly.GetManifestResourceStream("mails.txt.gz")!;
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (lines.ReadLine()?.Split(' ') is [string kind, .. string[] words])
        {
            all.Add((kind == "spam" ? Filter.Spam : Filter.Ham, [.. words.Select(int.Parse)]));
        }

        (int Class, int[] Words)[] mails = [.. all];
        new Random(1).Shuffle(mails);
        mails = mails[..Math.Min(most ?? mails.Length, mails.Length)];
        int validation = mails.Length * 7 / 10, test = mails.Length * 8 / 10;
        return (new Mails(mails[..validation]), new Mails(mails[validation..test]), new Mails(mails[test..]));
    }

    /// <summary>The words of one mail.</summary>
    public ReadOnlySpan<int> Words(int mail) => Inputs.AsSpan(mail * Filter.Longest, Lengths[mail]);
}

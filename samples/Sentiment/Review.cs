using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Sentiment;

/// <summary>What a customer wrote, in words, and whether it came with all five stars.</summary>
/// <param name="Words">Lower-cased words, and the exclamation and question marks between them.</param>
/// <param name="IsGood">Five stars; fewer are bad.</param>
internal sealed partial record Review(string[] Words, bool IsGood)
{
    /// <summary>Reads the file.</summary>
    /// <returns>Reviews to learn from, without those that are also in the test, and reviews to be judged by.</returns>
    public static (Review[] Training, Review[] Test) Read()
    {
        var training = new Dictionary<string, Review>();
        var test = new Dictionary<string, Review>();
        using Stream file = typeof(Review).Assembly.GetManifestResourceStream("reviews.tsv.gz")!;
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (lines.ReadLine()?.Split('\t') is [string part, string score, string text])
        {
            (part == "test" ? test : training).TryAdd(text, new Review(WordsOf(text), score == "great"));
        }

        return ([.. training.Where(review => !test.ContainsKey(review.Key)).Select(static review => review.Value)], [.. test.Values]);
    }

    /// <summary>Cuts a text into words. Line breaks are tags in it.</summary>
    public static string[] WordsOf(string text) => [.. Word().Matches(text.Replace("<br />", " ", StringComparison.Ordinal).ToLowerInvariant()).Select(static match => match.Value)];

    [GeneratedRegex("[a-z]+(?:'[a-z]+)?|[!?]")]
    private static partial Regex Word();
}

using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CharacterModel;

/// <summary>What others make of the same text, in bits for a character.</summary>
internal static class Baselines
{
    /// <summary>
    /// Counts of what followed each context of up to so many characters, mixed from the longest context to none (I. Witten, T. Bell, 1991): a context that was followed by many different characters
    /// trusts the shorter ones more.
    /// </summary>
    /// <returns>Bits with contexts of up to 0, 1, … characters.</returns>
    public static double[] Counts(ReadOnlySpan<int> training, ReadOnlySpan<int> test, int alphabet, int longest)
    {
        var followers = new Dictionary<(int Length, ulong Context, int Next), int>();
        var contexts = new Dictionary<(int Length, ulong Context), (int Total, int Kinds)>();
        for (int at = longest; at < training.Length; at++)
        {
            for (int length = 0; length <= longest; length++)
            {
                ulong context = Context(training, at, length);
                ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(followers, (length, context, training[at]), out _);
                ref (int Total, int Kinds) sums = ref CollectionsMarshal.GetValueRefOrAddDefault(contexts, (length, context), out _);
                sums = (sums.Total + 1, sums.Kinds + (count == 0 ? 1 : 0));
                count++;
            }
        }

        double[] bits = new double[longest + 1];
        for (int at = longest; at < test.Length; at++)
        {
            double p = 1.0 / alphabet;
            for (int length = 0; length <= longest; length++)
            {
                ulong context = Context(test, at, length);
                if (contexts.TryGetValue((length, context), out (int Total, int Kinds) sums))
                {
                    p = (followers.GetValueOrDefault((length, context, test[at])) + (sums.Kinds * p)) / (sums.Total + sums.Kinds);
                }

                bits[length] -= Math.Log2(p) / (test.Length - longest);
            }
        }

        return bits;
    }

    /// <summary>Bytes that the test text adds to a compressed file of both texts, as bits for a character. A window of 32 KB knows little of the training text.</summary>
    public static double Gzip(string training, string test) => 8.0 * (Compressed(training + test) - Compressed(training)) / test.Length;

    private static long Compressed(string text)
    {
        using var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
        using (var writer = new StreamWriter(zip))
        {
            writer.Write(text);
        }

        return file.Length;
    }

    private static ulong Context(ReadOnlySpan<int> text, int at, int length)
    {
        ulong context = 0;
        for (int index = at - length; index < at; index++)
        {
            context = (context << 8) | (uint)text[index];
        }

        return context;
    }
}

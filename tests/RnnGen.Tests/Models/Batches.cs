namespace RnnGen.Tests.Models;

/// <summary>Made-up data.</summary>
internal static class Batches
{
    /// <summary>Numbers in ±1; equal seeds give equal ones.</summary>
    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>Numbers in [0, 1).</summary>
    public static float[] Probabilities(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    /// <summary>Class ids, about one in five of them −1.</summary>
    public static int[] Classes(int count, int classes, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? -1 : random.Next(classes))];
    }
}

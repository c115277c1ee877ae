namespace RnnGen.Benchmarks.Peers;

/// <summary>How many threads our library uses: the one place that tells it.</summary>
internal static class OurThreads
{
    /// <summary>Asks the library for a number of threads for the calls that follow; returns how many it uses. It has one so far.</summary>
    public static int Use(int threads) => Math.Min(threads, 1);
}

using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Orders samples so that batches have sequences of like length, and an epoch still is in random order: a step that no sequence of a batch has is not computed.</summary>
internal static class LengthBuckets
{
    /// <summary>Batches whose samples are sorted among each other: more are more alike within, and less random.</summary>
    private const int Together = 64;

    /// <summary>Sorts shuffled samples by length within some batches at a time, then shuffles whole batches.</summary>
    /// <param name="order">The samples of an epoch, in random order.</param>
    /// <param name="lengths">Steps of each sample.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="random">Where the order of batches comes from.</param>
    public static void Arrange(Span<int> order, ReadOnlySpan<int> lengths, int batchSize, RandomSource random)
    {
        long[] keys = new long[Math.Min(order.Length, (long)Together * batchSize)];
        for (int first = 0; first < order.Length; first += keys.Length)
        {
            Span<int> some = order.Slice(first, Math.Min(keys.Length, order.Length - first));
            Span<long> own = keys.AsSpan(0, some.Length);
            for (int i = 0; i < some.Length; i++)
            {
                // Equal lengths stay in their random order.
                own[i] = ((long)lengths[some[i]] << 32) | (uint)i;
            }

            own.Sort(some);
        }

        int[] batches = new int[order.Length / batchSize];
        for (int batch = 0; batch < batches.Length; batch++)
        {
            batches[batch] = batch;
        }

        random.Shuffle(batches);
        int[] sorted = order.ToArray();
        for (int batch = 0; batch < batches.Length; batch++)
        {
            sorted.AsSpan(batches[batch] * batchSize, batchSize).CopyTo(order[(batch * batchSize)..]);
        }
    }
}

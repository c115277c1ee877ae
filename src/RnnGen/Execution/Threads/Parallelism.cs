namespace RnnGen;

/// <summary>How many threads a call may use: training, prediction and gradients of batches that are worth it.</summary>
/// <remarks>
/// The threads are started when a call first wants them and then wait for the next one. One call has them at a time; calls made
/// meanwhile by other threads do their work alone. The number changes times only: results have the same bits with any.
/// </remarks>
public static class Parallelism
{
    private static int maxThreads = Environment.ProcessorCount;

    /// <summary>Most threads of a call, the calling one included; at least 1. By default one for every processor the process may use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int MaxThreads
    {
        get => Volatile.Read(ref maxThreads);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref maxThreads, value);
        }
    }
}

namespace RnnGen.Benchmarks.Measurement;

/// <summary>
/// The process that measures others. After it has generated and compiled models, its JIT goes on for seconds in the background with what
/// became hot, on the core that a measured process runs on if there is but one.
/// </summary>
internal static class OwnProcess
{
    /// <summary>A process is quiet if it uses less than a twentieth of a core.</summary>
    private const double QuietShare = 0.05;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>More than any backlog of the JIT: a process that is busy still is busy with something else, and figures must not wait for it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Waits until this process does nothing any more.</summary>
    public static void AwaitQuiet()
    {
        TimeSpan waited = TimeSpan.Zero, used;
        do
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Thread.Sleep(Interval);
            waited += Interval;
            used = Environment.CpuUsage.TotalTime - before;
        }
        while (used > Interval * QuietShare && waited < Longest);
    }
}

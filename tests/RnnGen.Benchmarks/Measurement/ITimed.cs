using System.Diagnostics;
using System.Runtime;

namespace RnnGen.Benchmarks.Measurement;

/// <summary>Something that can be repeated and timed.</summary>
internal interface ITimed
{
    /// <summary>Does it a number of times and times each.</summary>
    Timing Run(int repetitions);
}

/// <summary>Code of this process.</summary>
internal sealed class TimedAction(Action work) : ITimed
{
    /// <summary>Calls after which the JIT optimises a method, with some to spare.</summary>
    private const int Calls = 40;

    private static readonly TimeSpan LongestStage = TimeSpan.FromMilliseconds(300);

    /// <summary>Longer than the runtime waits before it optimises (see the project file), ten times as long on one core.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(130);

    /// <summary>
    /// Repeats the work until the JIT is done with it. It optimises what is not a kernel in two stages, each of which begins once nothing
    /// new was called for a while and ends when its thread has had time to compile: so there are pauses, and an end when two have
    /// passed without another method compiled.
    /// </summary>
    public void WarmUp()
    {
        int quiet = 0;
        for (int stage = 0; stage < 20 && quiet < 2; stage++)
        {
            long compiled = JitInfo.GetCompiledMethodCount(), start = Stopwatch.GetTimestamp();
            for (int call = 0; call < Calls && Stopwatch.GetElapsedTime(start) < LongestStage; call++)
            {
                work();
            }

            Thread.Sleep(Pause);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
        }
    }

    public Timing Run(int repetitions) => Timing.Of(repetitions, work);
}

using System.Diagnostics;

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
    /// <summary>The JIT looks for methods to optimise once nothing new was called for 100 ms, and compiles them beside our work.</summary>
    private static readonly TimeSpan UntilOptimized = TimeSpan.FromMilliseconds(250);

    /// <summary>Repeats the work until the JIT is done with it.</summary>
    public void WarmUp()
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (Stopwatch.GetElapsedTime(start) < UntilOptimized);
    }

    public Timing Run(int repetitions) => Timing.Of(repetitions, work);
}

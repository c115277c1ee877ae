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
    /// <summary>
    /// Repeats the work until the JIT is done with it. It optimises what is not a kernel in two stages, each of which begins once nothing
    /// new was called for a while (see the project file) and ends when its thread has had time to compile: so there are pauses.
    /// </summary>
    public void WarmUp()
    {
        for (int stage = 0; stage < 4; stage++)
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                work();
            }
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(20));
            Thread.Sleep(120);
        }
    }

    public Timing Run(int repetitions) => Timing.Of(repetitions, work);
}

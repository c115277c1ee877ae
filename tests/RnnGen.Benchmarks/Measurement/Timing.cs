using System.Diagnostics;

namespace RnnGen.Benchmarks.Measurement;

/// <summary>Time of one repetition of several, in nanoseconds.</summary>
internal readonly record struct Timing(double Minimum, double Median)
{
    /// <summary>Does something a number of times and times each.</summary>
    public static Timing Of(int repetitions, Action work)
    {
        var times = new double[repetitions];
        foreach (ref double time in times.AsSpan())
        {
            long start = Stopwatch.GetTimestamp();
            work();
            time = Nanoseconds(start);
        }

        return Of(times);
    }

    /// <summary>Of the times of repetitions, which are sorted.</summary>
    public static Timing Of(double[] times)
    {
        Array.Sort(times);
        return new(times[0], times[times.Length / 2]);
    }

    /// <summary>Of several rounds: the smallest minimum, the median of medians.</summary>
    public static Timing Of(IReadOnlyList<Timing> rounds) =>
        new(rounds.Min(static round => round.Minimum), Of([.. rounds.Select(static round => round.Median)]).Median);

    /// <summary>Time since a timestamp; a <see cref="TimeSpan"/> has ticks of 100 ns.</summary>
    public static double Nanoseconds(long start) => (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency);

    public static Timing operator /(Timing timing, double parts) => new(timing.Minimum / parts, timing.Median / parts);
}

namespace RnnGen.Benchmarks.Peers;

/// <summary>Whoever takes part: our emitted code, or a peer in a process of its own.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Prepares a work and computes it once.</summary>
    Preparation Prepare(WorkData data);

    /// <summary>Computes the work that was prepared last a number of times and times each.</summary>
    Timing Run(int repetitions);
}

/// <summary>How preparing a work went.</summary>
/// <param name="Result">What was computed; null if it could not be.</param>
/// <param name="Remark">Which implementation computes it, or why none does.</param>
internal sealed record Preparation(LayerResult? Result, string Remark);

/// <summary>Time of one repetition of several, in nanoseconds.</summary>
internal readonly record struct Timing(double Minimum, double Median)
{
    /// <summary>Of the times of repetitions, which are sorted.</summary>
    public static Timing Of(double[] times)
    {
        Array.Sort(times);
        return new(times[0], times[times.Length / 2]);
    }

    /// <summary>Of several rounds: the smallest minimum, the median of medians.</summary>
    public static Timing Of(IReadOnlyList<Timing> rounds) =>
        new(rounds.Min(static round => round.Minimum), Of([.. rounds.Select(static round => round.Median)]).Median);
}

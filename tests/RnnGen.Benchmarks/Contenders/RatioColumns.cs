namespace RnnGen.Benchmarks.Contenders;

/// <summary>Columns that tables of works have in common: ratios, rates, and what more threads bring.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="run">The run, whose peak rates are a share of.</param>
/// <param name="peers">Peers that have a column.</param>
internal sealed class RatioColumns(PeerOptions options, SideBySide run, IReadOnlyList<string> peers)
{
    private readonly bool showSpeedUp = options.Threads > 1;

    public IEnumerable<string> Header => [.. peers, "ours, GFLOP/s", "share of FMA peak", .. showSpeedUp ? [SpeedUpTitle] : Array.Empty<string>()];

    private string SpeedUpTitle => $"ours, {options.Threads} threads against 1";

    public IEnumerable<string> Cells(Comparison comparison) =>
    [
        .. comparison.Peers.Where(peer => peers.Contains(peer.Peer)).Select(peer => comparison.Ratio(peer.Peer) is { } ratio ? $"{ratio:F2}" : peer.Remark),
        $"{comparison.OurRate:F1}",
        $"{comparison.OurRate / run.Peak:P0}",
        .. comparison.SpeedUp is { } speedUp ? [$"{speedUp:F2}"] : Array.Empty<string>(),
    ];

    /// <summary>Targets of ratios are for one thread, those of the speed-up for two.</summary>
    public static Target[] Targets(PeerOptions options, Work work) =>
        options.Threads == 1 ? Target.Of(work) : options.Threads == 2 && Target.OfThreads(work) is { } target ? [target] : [];

    /// <summary>How many threads each contender has, as a sentence.</summary>
    public static string Threads(PeerOptions options) => options.Threads == 1 ? "One thread each." : $"{options.Threads} threads each.";
}

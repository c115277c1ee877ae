using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>Every cell at the sizes that targets are set for: ratios, then times.</summary>
internal sealed class WorkSection(PeerOptions options, SideBySide run, IReadOnlyList<string> peers) : ISection
{
    private static readonly Work[] Works =
    [
        .. Cell.All.SelectMany(static cell => new[]
        {
            new Work(cell, 1, 20, 50, 32, Pass.Training),
            new Work(cell, 32, 64, 32, 32, Pass.Training),
            new Work(cell, 64, 128, 64, 32, Pass.Training),
            new Work(cell, 128, 256, 64, 64, Pass.Training),
            new Work(cell, 1, 16, 32, 1, Pass.Inference),
            new Work(cell, 8, 64, 32, 1, Pass.Inference),
        }),
    ];

    private Comparison[] comparisons = [];

    public string Key => "Works";

    public IEnumerable<string> Names => Works.Select(static work => work.Name);

    public void Measure() => comparisons = [.. Works.Where(work => options.Includes(work.Name)).Select(run.Compare)];

    public string Markdown() => $"""
        ## Ratios

        A peer's time divided by ours, both minima: above 1, ours is faster. Works are inputs/hidden/steps/batch. {RatioColumns.Threads(options)}
        Where a target is not reached, parentheses say what share of the multiply–add peak would reach it; at about 100 % nothing on this core can.

        {Ratios()}
        ## Times

        Microseconds: minimum and, in parentheses, median of rounds.

        {Times()}
        """;

    public object Figures() => comparisons.Select(comparison => comparison.Figures(run.Peak));

    private MarkdownTable Ratios()
    {
        var columns = new RatioColumns(options, run, peers);
        var table = new MarkdownTable(["work", .. columns.Header, "target", "reached"]);
        foreach (Comparison comparison in comparisons)
        {
            Target[] targets = RatioColumns.Targets(options, comparison.Work);
            table.Add(
            [
                comparison.Work.Name,
                .. columns.Cells(comparison),
                string.Join(", ", targets.AsEnumerable()),
                Target.Verdict(targets, comparison, run.Peak),
            ]);
        }

        return table;
    }

    private MarkdownTable Times()
    {
        var table = new MarkdownTable(["work", "ours", .. peers, "largest difference of results"]);
        foreach (Comparison comparison in comparisons)
        {
            double? difference = comparison.Peers.Max(static peer => peer.Difference);
            table.Add(
            [
                comparison.Work.Name,
                Microseconds(comparison.Ours),
                .. comparison.Peers.Select(static peer => peer.Time is { } time ? Microseconds(time) : peer.Remark),
                difference is null ? "" : $"{difference:E1}",
            ]);
        }

        return table;

        static string Microseconds(Timing time) => $"{time.Minimum / 1000:N1} ({time.Median / 1000:N1})";
    }
}

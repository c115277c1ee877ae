using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Sweeps;

/// <summary>How cost grows with each size of an LSTM: one table for each.</summary>
internal sealed class SweepSection(PeerOptions options, SideBySide run) : ISection
{
    private readonly List<(SweepAxis Axis, List<(int Size, Comparison Comparison)> Points)> sweeps = [];

    public string Key => "Sweeps";

    public IEnumerable<string> Names => SweepAxis.All.SelectMany(axis => Sizes(axis).Select(axis.PointName));

    public void Measure()
    {
        foreach (SweepAxis axis in SweepAxis.All)
        {
            List<(int, Comparison)> points = [.. Sizes(axis).Where(size => options.Includes(axis.PointName(size))).Select(size => (size, run.Compare(axis.At(size))))];
            if (points.Count > 0)
            {
                sweeps.Add((axis, points));
            }
        }
    }

    public string Markdown() => $"""
        ## Sweeps

        {SweepAxis.Middle.Name}, with one size varied at a time: minimum of our time, its growth since the row before, and ratios as above.

        {string.Join('\n', sweeps.Select(sweep => Table(sweep.Axis, sweep.Points)))}
        """;

    public object Figures() => sweeps.Select(sweep => new
    {
        sweep.Axis.Name,
        Points = sweep.Points.Select(point => new { point.Size, Figures = point.Comparison.Figures(run.Peak) }),
    });

    /// <summary>Every other size in a quick run.</summary>
    private IEnumerable<int> Sizes(SweepAxis axis) => axis.Sizes.Where((_, index) => !options.Quick || index % 2 == 0);

    private MarkdownTable Table(SweepAxis axis, List<(int Size, Comparison Comparison)> points)
    {
        // A peer with nothing to show needs no column here: it is named among those that are missing.
        string[] peers = [.. points[0].Comparison.Peers.Select(static peer => peer.Peer).Where(peer => points.Any(point => point.Comparison.Ratio(peer) is not null))];
        var columns = new RatioColumns(options, run, peers);
        var table = new MarkdownTable([axis.Name, "ours, µs", "growth", .. columns.Header]);
        double? previous = null;
        foreach ((int size, Comparison comparison) in points)
        {
            double time = comparison.Ours.Minimum;
            table.Add([$"{size}", $"{time / 1000:N1}", previous is null ? "" : $"× {time / previous:F2}", .. columns.Cells(comparison)]);
            previous = time;
        }

        return table;
    }
}

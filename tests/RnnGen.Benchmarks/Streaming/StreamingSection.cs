using System.Globalization;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Streaming;

/// <summary>One time step at a time: against peers that can be called so, and what silence costs after sound.</summary>
internal sealed class StreamingSection(PeerOptions options, SideBySide run, IReadOnlyList<string> peers, TextWriter progress) : ISection
{
    /// <summary>Sizes, and how many nanoseconds a step may take.</summary>
    private static readonly (int Inputs, int Hidden, double Target)[] Sizes = [(1, 16, 100), (1, 32, 150), (8, 64, 700)];

    private static readonly (Work Work, double Target)[] Works =
    [
        .. Cell.All.SelectMany(static cell => Sizes.Select(size => (new Work(cell, size.Inputs, size.Hidden, Steps: 32, Batch: 1, Pass.Streaming), size.Target))),
    ];

    private (Comparison Comparison, double Target)[] steps = [];
    private Silence[] silences = [];

    public string Key => "Streaming";

    public IEnumerable<string> Names => Works.SelectMany(static entry => new[] { entry.Work.Name, Silence.NameOf(entry.Work) });

    public void Measure()
    {
        steps = [.. Works.Where(entry => options.Includes(entry.Work.Name)).Select(entry => (run.Compare(entry.Work), entry.Target))];
        silences = [.. Works.Where(entry => options.Includes(Silence.NameOf(entry.Work))).Select(entry => Silence.Measure(entry.Work, options.Quick ? 2 : 7))];
        foreach (Silence silence in silences)
        {
            progress.WriteLine($"{Silence.NameOf(silence.Work)}: {silence.Ratio:F2}");
        }
    }

    public string Markdown() => $"""
        ## Streaming

        One call of `Step` for each time step, of a recurrent layer and a dense one: nanoseconds a step, minimum and, in parentheses, median of rounds. A peer's
        one-step call gets the state that the call before it returned; columns of peers are its time divided by ours, both minima. RTNeural computes the dense layer too, and its caller gets the output
        where it wants it, as ours does; other peers compute the recurrent layer alone. The median is what has to reach the target in nanoseconds.

        {Steps()}
        ### Silence after sound

        The network has no bias but those that make its memory long, so after {Silence.SoundingSteps:N0} steps of sound, {Silence.SilentSteps:N0} steps with zeros for input let states decay
        through the range of subnormal numbers, unless they are flushed to zero before. Median nanoseconds a step while sounding, of the slowest thousand silent steps, and of the last thousand; the largest output
        of those shows how far states have come.

        {Silences()}
        """;

    public object Figures() => new
    {
        Steps = steps.Select(step => new { NanosecondsAStep = step.Comparison.Ours / step.Comparison.Work.Steps, step.Target, Figures = step.Comparison.Figures(run.Peak) }),
        Silence = silences.Select(static silence => new { Figures = silence, silence.Ratio, Target = Silence.Target }),
    };

    private MarkdownTable Steps()
    {
        var table = new MarkdownTable(["step", "ours, ns", "target", "reached", .. peers, "share of FMA peak"]);
        foreach ((Comparison comparison, double target) in steps)
        {
            Timing step = comparison.Ours / comparison.Work.Steps;
            Target[] targets = Target.Of(comparison.Work);
            table.Add(
            [
                comparison.Work.Name,
                $"{step.Minimum:F0} ({step.Median:F0})",
                string.Join(", ", [$"≤ {target:F0} ns", .. targets.Select(static target => target.ToString())]),
                Target.Verdict(targets, comparison, run.Peak, ("ns", step.Median <= target)),
                .. comparison.Peers.Select(peer => comparison.Ratio(peer.Peer) is { } ratio ? ratio.ToString(ratio < 10 ? "F2" : "F1", CultureInfo.InvariantCulture) : peer.Remark),
                $"{comparison.OurRate / run.Peak:P0}",
            ]);
        }

        return table;
    }

    private MarkdownTable Silences()
    {
        var table = new MarkdownTable("stream", "sounding", "silent, slowest", "silent, at the end", "slowest / sounding", "target", "reached", "last outputs");
        foreach (Silence silence in silences)
        {
            table.Add(
                $"{silence.Work.Cell.Name} {silence.Work.Inputs}→{silence.Work.Hidden}",
                $"{silence.Sounding:F0}",
                $"{silence.Slowest:F0}",
                $"{silence.AtTheEnd:F0}",
                $"{silence.Ratio:F2}",
                $"≤ {Silence.Target}",
                silence.Ratio <= Silence.Target ? "yes" : "no",
                $"{silence.LastOutput:0.#E+0}");
        }

        return table;
    }
}

using RnnGen.Benchmarks.FirstCalls;
using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Unrolling;

/// <summary>What <c>Unroll</c> buys and costs, and whether the generator's own choice is a good one.</summary>
internal sealed class UnrollSection(PeerOptions options, TextWriter progress) : ISection
{
    /// <summary>Differences of time below this are noise.</summary>
    private const double Noise = 0.05;

    private readonly List<(UnrolledModel Model, List<UnrollFigures> Rows)> models = [];

    public string Key => "Unrolling";

    public IEnumerable<string> Names => Models.Select(static model => model.Name);

    private IEnumerable<UnrolledModel> Models => options.Quick ? UnrolledModel.All.Take(2) : UnrolledModel.All;

    private int Starts => options.Quick ? 1 : 5;

    public void Measure()
    {
        foreach (UnrolledModel model in Models.Where(model => options.Includes(model.Name)))
        {
            models.Add((model, model.Measure(options.Rounds, Starts)));
            progress.WriteLine($"{model.Name}: " + string.Join(", ", models[^1].Rows.Select(static row => $"{row.Unroll}: {row.Time.Minimum / 1000:F1} µs")));
        }
    }

    public string Markdown() => $"""
        ## Unrolling

        `Unroll` is the number of lines that a loop over equal steps has in its body; as many as there are steps is a straight line, 1 a plain loop. Microseconds of `ComputeGradients` with {UnrolledModel.Batch} sequences and 8 inputs a step,
        all values of a model in turns: minimum and, in parentheses, median of rounds. First call as above, `ComputeGradients` alone. *Chosen* marks the
        source that the generator emits where nothing is asked for; it is *beaten* if another value has a time shorter by more than {Noise:P0}.

        {string.Join('\n', models.Select(static model => Table(model.Model, model.Rows)))}
        """;

    public object Figures() => models.Select(static model => new { Model = model.Model.Name, model.Rows });

    private static MarkdownTable Table(UnrolledModel model, List<UnrollFigures> rows)
    {
        double best = rows.Min(static row => row.Time.Minimum);
        var table = new MarkdownTable(model.Title, "forward + backward, µs", "against the fastest", "first call, ms", "source, KB", "chosen");
        foreach (UnrollFigures row in rows)
        {
            double against = row.Time.Minimum / best;
            table.Add(
                row.Unroll == model.Steps ? $"{row.Unroll}, all" : $"{row.Unroll}",
                $"{row.Time.Minimum / 1000:N1} ({row.Time.Median / 1000:N1})",
                $"{against:F2}",
                $"{row.FirstCall.Median / 1e6:F0} ({row.FirstCall.Minimum / 1e6:F0})",
                $"{row.Bytes / 1024.0:F0}",
                !row.Chosen ? "" : against > 1 + Noise ? "chosen, beaten" : "chosen");
        }

        return table;
    }
}

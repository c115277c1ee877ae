using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.FirstCalls;

/// <summary>How long a user waits for the first result of a model, compilation by the JIT included.</summary>
internal sealed class FirstCallSection(PeerOptions options, TextWriter progress) : ISection
{
    private const double TargetMilliseconds = 150;

    private static readonly DeclaredModel[] Models =
    [
        new("Lstm32", "[RnnModel(32, 1)] [Lstm(32)] [Dense(1)]"),
        new("Lstm20Lstm20", "[RnnModel(50, 1)] [Lstm(20)] [Lstm(20)] [Dense(10)]"),
        new("Gru64", "[RnnModel(32, 8)] [Gru(64)] [Dense(1)]"),
        new("Lstm128", "[RnnModel(64, 64, Topology = Topology.ManyToMany)] [Lstm(128)] [Dense(64)]"),
    ];

    private readonly List<Row> rows = [];

    private int Starts => options.Quick ? 3 : 9;

    public string Key => "FirstCalls";

    public IEnumerable<string> Names => Models.Select(Name);

    public void Measure()
    {
        DeclaredModel[] models = [.. Models.Where(model => options.Includes(Name(model)))];
        using var assembly = new CompiledModels(models);
        OwnProcess.AwaitQuiet();
        foreach (DeclaredModel model in models)
        {
            FirstCallProcess.Start(assembly.File, model.FullName, FirstCallKind.Both); // files are in memory from here on
            FirstCallTime[] both = Times(FirstCallKind.Both), gradients = Times(FirstCallKind.ComputeGradients);
            rows.Add(new Row(
                model.Text,
                Timing.Of([.. both.Select(static time => time.Prediction)]),
                Timing.Of([.. gradients.Select(static time => time.All)]),
                Timing.Of([.. both.Select(static time => time.All)])));
            progress.WriteLine($"{Name(model)}: {rows[^1].Both.Median / 1e6:F0} ms");

            FirstCallTime[] Times(FirstCallKind calls) =>
                [.. Enumerable.Range(0, Starts).Select(_ => FirstCallProcess.Start(assembly.File, model.FullName, calls))];
        }
    }

    public string Markdown() => $"""
        ## First call

        Milliseconds in a new process, median of {Starts} and, in parentheses, the shortest: from before `RnnGen.dll` and the model's assembly are loaded until the call has returned. So they
        have in them loading, static tables, the constructor's random numbers, workspaces and all of the JIT's work on library and model, and not the start of the runtime itself. `Predict` gets one sequence,
        `ComputeGradients` a batch of 32, on as many threads as the library chooses; they run different code, and *both* is one after the other in one process.

        {Table()}
        """;

    public object Figures() => rows.Select(static row => new { Figures = row, TargetMilliseconds });

    private static string Name(DeclaredModel model) => $"{model.Text}, first call";

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("model", "new, Predict", "new, ComputeGradients", "new, both", "target", "reached");
        foreach (Row row in rows)
        {
            table.Add($"`{row.Model}`", Milliseconds(row.Predict), Milliseconds(row.ComputeGradients), Milliseconds(row.Both), $"< {TargetMilliseconds:F0}", row.Both.Median < TargetMilliseconds * 1e6 ? "yes" : "no");
        }

        return table;

        static string Milliseconds(Timing time) => $"{time.Median / 1e6:F0} ({time.Minimum / 1e6:F0})";
    }

    /// <summary>Nanoseconds of one model.</summary>
    private sealed record Row(string Model, Timing Predict, Timing ComputeGradients, Timing Both);
}

using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Generation;

/// <summary>What the generator writes for each model of the tables, and how long it takes.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="modelsFolder">Where the models are declared.</param>
internal sealed class SourceSection(PeerOptions options, string modelsFolder) : ISection
{
    private const int TargetKilobytes = 300;
    private const double TargetMilliseconds = 1000;

    private readonly IReadOnlyList<DeclaredModel> models = DeclaredModel.ReadFolder(modelsFolder);
    private readonly List<Row> rows = [];
    private (TimeSpan First, TimeSpan Whole, TimeSpan AfterAnEdit) manyModels;

    public string Key => "Sources";

    public IEnumerable<string> Names => models.Select(Name);

    private int Repetitions => options.Quick ? 3 : 9;

    public void Measure()
    {
        manyModels = GenerationCosts.Of(Repetitions); // and the JIT has compiled the generator
        foreach (DeclaredModel model in models.Where(model => options.Includes(Name(model))))
        {
            CSharpCompilation project = Project.Create([model.Source]);
            GeneratorRun[] runs = [.. Enumerable.Range(0, Repetitions).Select(_ => GeneratorRun.Over(project))];
            rows.Add(new Row(
                model.Name,
                model.Text,
                runs[0].Files.Count,
                runs[0].Bytes,
                Timing.Of([.. runs.Select(static run => run.Time.TotalNanoseconds)])));
        }
    }

    public string Markdown() => $"""
        ## Emitted source and generator time

        Emitted source of the models above, in KB of 1,024 bytes, and milliseconds of the whole generator, from attributes to source text, in a compiler that is warm: median of {Repetitions} runs and, in parentheses, the shortest.
        {GenerationCosts.Models} models of other sizes in one project take {manyModels.Whole.TotalMilliseconds:F0} ms (target < {TargetMilliseconds:N0}), and {manyModels.AfterAnEdit.TotalMilliseconds:F1} ms after an edit in another file; in a compiler that has only just loaded the generator, whose code
        the JIT then compiles on the same core or another, they take {manyModels.First.TotalMilliseconds:N0} ms.

        {Table()}
        """;

    public object Figures() => new
    {
        ManyModels = new { GenerationCosts.Models, manyModels.Whole.TotalMilliseconds, MillisecondsAtFirst = manyModels.First.TotalMilliseconds, MillisecondsAfterAnEdit = manyModels.AfterAnEdit.TotalMilliseconds, TargetMilliseconds },
        Models = rows,
        TargetKilobytes,
    };

    private static string Name(DeclaredModel model) => $"{model.Name}, emitted source";

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("model", "files", "source, KB", "target", "reached", "generator, ms");
        foreach (Row row in rows)
        {
            double kilobytes = row.Bytes / 1024.0;
            table.Add($"`{row.Model}`", $"{row.Files}", $"{kilobytes:F0}", $"< {TargetKilobytes}", kilobytes < TargetKilobytes ? "yes" : "no", $"{row.Generator.Median / 1e6:F1} ({row.Generator.Minimum / 1e6:F1})");
        }

        return table;
    }

    /// <summary>Figures of one model; times in nanoseconds.</summary>
    private sealed record Row(string Model, string Declaration, int Files, int Bytes, Timing Generator);
}

using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Builds;

/// <summary>What the way a program is built does to its speed: optimised or not, by the JIT or ahead of time, for which processor.</summary>
internal sealed class BuildSection(PeerOptions options, TextWriter progress) : ISection
{
    private static readonly string[] Models =
    [
        "[RnnModel(50, 1)] [Lstm(20)] [Dense(1)]",
        "[RnnModel(32, 32)] [Lstm(64)] [Dense(32)]",
    ];

    private readonly List<Row> rows = [];

    private int Starts => options.Quick ? 1 : 5;

    public string Key => "Builds";

    public IEnumerable<string> Names => Models.Select(Name);

    public void Measure()
    {
        foreach (string model in Models.Where(model => options.Includes(Name(model))))
        {
            BuiltProgram[] programs = [.. BuildKind.All.Select(kind => new BuiltProgram(kind, model))];
            var times = new List<BuildTimes>[programs.Length];
            OwnProcess.AwaitQuiet();
            for (int start = 0; start < Starts; start++)
            {
                for (int index = 0; index < programs.Length; index++)
                {
                    if (programs[index].Remark is null)
                    {
                        (times[index] ??= []).Add(programs[index].Measure());
                    }
                }
            }

            for (int index = 0; index < programs.Length; index++)
            {
                BuildTimes? least = times[index] is { } all ? new(all.Min(static time => time.First), all.Min(static time => time.Gradient), all.Min(static time => time.Step)) : null;
                rows.Add(new Row(model, BuildKind.All[index].Text, programs[index].Remark, least));
                progress.WriteLine($"{Name(model)}, {rows[^1].Build}: {rows[^1].Remark ?? $"{least!.Value.Gradient / 1000:F1} µs"}");
                programs[index].Dispose();
            }
        }
    }

    public string Markdown() => $"""
        ## Builds

        A program with one model, on one thread, built in each of these ways and started {Starts} times in turns; the least of each. *First gradient* is from the constructor to the end of the first call, the JIT's work included; *gradient* is
        `ComputeGradients` with 32 sequences, *step* a streaming step. A native program is compiled for the processors that `IlcInstructionSet` names, by default for x64 without AVX2 and FMA.

        {string.Join('\n', rows.GroupBy(static row => row.Model).Select(static group => Table(group.Key, [.. group]).ToString()))}
        """;

    public object Figures() => rows;

    private static string Name(string model) => $"{model}, builds";

    private static MarkdownTable Table(string model, Row[] rows)
    {
        var table = new MarkdownTable($"build of `{model}`", "first gradient, ms", "gradient, µs", "times the JIT's", "step, ns", "times the JIT's");
        BuildTimes reference = rows[0].Times ?? default;
        foreach (Row row in rows)
        {
            table.Add(row.Times is { } times
                ? [row.Build, $"{times.First / 1e6:F1}", $"{times.Gradient / 1000:N1}", $"{times.Gradient / reference.Gradient:F2}", $"{times.Step:N0}", $"{times.Step / reference.Step:F2}"]
                : [row.Build, row.Remark!, "–", "–", "–", "–"]);
        }

        return table;
    }

    /// <summary>One build of one model.</summary>
    private sealed record Row(string Model, string Build, string? Remark, BuildTimes? Times);
}

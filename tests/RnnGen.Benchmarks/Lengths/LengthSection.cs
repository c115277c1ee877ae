using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Lengths;

/// <summary>What an epoch costs whose sentences are shorter than the model's sequence.</summary>
internal sealed class LengthSection(PeerOptions options, TextWriter progress) : ISection
{
    private const int Batch = 32, Steps = 100, Batches = 40, Tokens = 5_000;

    private readonly List<(string Name, Timing Time, double Steps)> rows = [];

    public string Key => "Lengths";

    public IEnumerable<string> Names => ["lengths"];

    public void Measure()
    {
        if (!options.Includes("lengths"))
        {
            return;
        }

        int[] full = [.. Enumerable.Repeat(Steps, Batches * Batch)], mixed = Mixed();
        (string Name, int[]? Lengths, bool ByLength)[] cases =
        [
            ("all sentences have 100 steps, a model of one length", null, false),
            ("the same, `VariableLength`", full, false),
            ("10 to 100 steps, batches in any order", mixed, false),
            ("the same, batches by length", mixed, true),
        ];
        Timing[] times = new Rounds(options.Quick ? 2 : 7, TimeSpan.FromMilliseconds(1), Least: 1).Measure([.. cases.Select(item => Training(item.Lengths, item.ByLength))]);
        for (int index = 0; index < cases.Length; index++)
        {
            rows.Add((cases[index].Name, times[index] / Batches, cases[index].Lengths?.Average() ?? Steps));
            progress.WriteLine($"lengths, {cases[index].Name}: {times[index].Minimum / times[0].Minimum:F2}");
        }
    }

    public string Markdown()
    {
        var table = new MarkdownTable("sentences", "steps, mean", "µs for a batch", "ratio");
        foreach ((string name, Timing time, double steps) in rows)
        {
            table.Add(name, $"{steps:F1}", $"{time.Minimum / 1000:N0} ({time.Median / 1000:N0})", $"{time.Minimum / rows[0].Time.Minimum:F2}");
        }

        return $"""
            ## Lengths

            An epoch of `Fit`, {Batches} batches of {Batch} sentences: an embedding of 32 features, an LSTM of 64 units in both directions, an output. Steps that no sample of a vector has are not computed, so that
            sentences of like length belong together, which is what `BucketByLength` does.

            {table}
            """;
    }

    public object Figures() => rows.Select(static row => new { row.Name, row.Steps, row.Time.Minimum });

    /// <summary>Many short sentences and few long ones.</summary>
    private static int[] Mixed()
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, Batches * Batch).Select(_ => Math.Min(Steps, 10 + (int)(-18 * Math.Log(1 - random.NextDouble()))))];
    }

    private static TimedAction Training(int[]? lengths, bool byLength)
    {
        var random = new Random(1);
        int[] inputs = [.. Enumerable.Range(0, Batches * Batch * Steps).Select(_ => random.Next(Tokens))];
        float[] targets = new float[Batches * Batch];
        var fit = new FitOptions { Epochs = 1, BatchSize = Batch, Optimizer = new Sgd(0.01), BucketByLength = byLength };
        if (lengths is null)
        {
            var model = new OneLength(1);
            return new TimedAction(() => model.Fit(inputs, targets, fit));
        }

        var variable = new AnyLength(1);
        return new TimedAction(() => variable.Fit(inputs, lengths, targets, fit));
    }
}

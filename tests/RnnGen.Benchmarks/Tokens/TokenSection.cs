using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Tokens;

/// <summary>What a step of training costs with few tokens and with many.</summary>
internal sealed class TokenSection(PeerOptions options, TextWriter progress) : ISection
{
    private const int Batch = 32, Steps = 20, Batches = 100;

    /// <summary>What a step with many tokens may cost, where it is that of the tokens read.</summary>
    private const double Limit = 1.2;

    private static readonly (string Name, Func<Optimizer> Create)[] Optimizers =
    [
        ("SGD", static () => new Sgd(0.01)),
        ("Adam, LazyUpdates", static () => new Adam { LazyUpdates = true }),
        ("Adam", static () => new Adam()),
    ];

    private readonly List<(string Optimizer, Timing Few, Timing Many)> rows = [];

    public string Key => "Tokens";

    public IEnumerable<string> Names => Optimizers.Select(static optimizer => $"tokens, {optimizer.Name}");

    public void Measure()
    {
        foreach ((string name, Func<Optimizer> create) in Optimizers.Where(optimizer => options.Includes($"tokens, {optimizer.Name}")))
        {
            ITimed[] contenders = [Training(new FewTokens(1), FewTokens.VocabularySize, create()), Training(new ManyTokens(1), ManyTokens.VocabularySize, create())];
            Timing[] times = new Rounds(options.Quick ? 3 : 9, TimeSpan.FromMilliseconds(1), Least: 1).Measure(contenders);
            rows.Add((name, times[0] / Batches, times[1] / Batches));
            progress.WriteLine($"tokens, {name}: {times[1].Minimum / times[0].Minimum:F2}");
        }
    }

    public string Markdown()
    {
        var table = new MarkdownTable("optimizer", "500 tokens, µs", "50,000 tokens, µs", "ratio");
        foreach ((string optimizer, Timing few, Timing many) in rows)
        {
            table.Add(optimizer, Text(few), Text(many), $"{many.Minimum / few.Minimum:F2}");
        }

        return $"""
            ## Tokens

            A step of training (`Fit`, {Batches} batches of {Batch} sentences of {Steps} tokens, with `ClipNorm`) of an embedding of 64 features, an LSTM of 64 units and an output: microseconds for a batch, minimum and,
            in parentheses, median of rounds. Where an optimizer updates the rows that a batch has read, the vocabulary should not matter: at most {Limit}. Adam as it is updates all rows in every step.

            {table}
            """;

        static string Text(Timing timing) => $"{timing.Minimum / 1000:N0} ({timing.Median / 1000:N0})";
    }

    public object Figures() => rows.Select(static row => new { row.Optimizer, Few = row.Few.Minimum, Many = row.Many.Minimum });

    private static TimedAction Training(IRnnModel<int, float> model, int tokens, Optimizer optimizer)
    {
        var random = new Random(1);
        int[] inputs = [.. Enumerable.Range(0, Batches * Batch * Steps).Select(_ => random.Next(tokens))];
        float[] targets = new float[Batches * Batch];
        var fit = new FitOptions { Epochs = 1, BatchSize = Batch, Optimizer = optimizer, ClipNorm = 1 };
        return new TimedAction(() => model.Fit(inputs, targets, fit));
    }
}

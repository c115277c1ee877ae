using RnnGen.Benchmarks.Contenders;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;

namespace RnnGen.Benchmarks.Streaming;

/// <summary>What a step of many streams costs: one by one, in one call, and beside the step of a batch.</summary>
internal sealed class ManyStreamsSection(PeerOptions options, TextWriter progress) : ISection
{
    private static readonly int[] Streams = [2, 8, 16, 32, 64, 256];

    private readonly List<(int Streams, Timing Single, Timing Together, Timing Batch)> rows = [];

    public string Key => "ManyStreams";

    public IEnumerable<string> Names => ["streams"];

    public void Measure()
    {
        foreach (int streams in Streams.Where(_ => options.Includes("streams")))
        {
            var model = new SessionModel(1);
            const int Steps = SessionModel.SequenceLength;
            float[] inputs = Numbers(streams * SessionModel.InputSize), outputs = new float[streams], batch = Numbers(streams * Steps * SessionModel.InputSize), all = new float[streams * Steps];
            SessionModel.State[] states = [.. Enumerable.Range(0, streams).Select(static _ => new SessionModel.State())];
            ITimed[] contenders =
            [
                new TimedAction(() =>
                {
                    for (int stream = 0; stream < streams; stream++)
                    {
                        model.Step(inputs.AsSpan(stream * SessionModel.InputSize, SessionModel.InputSize), outputs.AsSpan(stream, 1), states[stream]);
                    }
                }),
                new TimedAction(() => model.Step(states, inputs, outputs)),
                new TimedAction(() => model.Predict(batch, all)),
            ];
            Timing[] times = new Rounds(options.Quick ? 3 : 9, TimeSpan.FromMilliseconds(20), Least: 3).Measure(contenders);
            rows.Add((streams, times[0] / streams, times[1] / streams, times[2] / (streams * Steps)));
            progress.WriteLine($"{streams} streams: {rows[^1].Together.Minimum:F0} ns a stream, alone {rows[^1].Single.Minimum:F0}, a step of a batch {rows[^1].Batch.Minimum:F0}");
        }
    }

    public string Markdown()
    {
        var table = new MarkdownTable("streams", "one by one, ns", "in one call, ns", "a step of a batch, ns");
        foreach ((int streams, Timing single, Timing together, Timing batch) in rows)
        {
            table.Add($"{streams}", Text(single), Text(together), Text(batch));
        }

        return $"""
            ## Many streams

            A time step of an LSTM of 128 units with 16 inputs and an output: nanoseconds for each stream, where each takes its step alone, where all take it in one call of `Step`, and for each step of
            each sample of a `Predict` of as many samples and {SessionModel.SequenceLength} steps. Minimum and, in parentheses, median of rounds.

            {table}
            """;

        static string Text(Timing timing) => $"{timing.Minimum:N0} ({timing.Median:N0})";
    }

    public object Figures() => rows.Select(static row => new { row.Streams, Single = row.Single.Minimum, Together = row.Together.Minimum, Batch = row.Batch.Minimum });

    private static float[] Numbers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}

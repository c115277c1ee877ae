using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>Learns to count up to six, and to begin again.</summary>
[RnnModel(5, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, Stateful = true)]
[Embedding(7, 5)]
[Gru(16)]
[Dense(7, Activation = Activation.Softmax)]
public partial class Counting;

/// <summary>Text that goes on: states from batch to batch, and tokens that are drawn.</summary>
public sealed class GenerationTests
{
    private static readonly int[] Prompt = [2, 3];

    private static readonly Lazy<Counting> Trained = new(static () =>
    {
        int[] text = [.. Enumerable.Range(0, 501).Select(static index => index % 7)];
        var model = new Counting(1);
        model.Fit(text.AsMemory(0, 500), text.AsMemory(1), new FitOptions { Epochs = 40, BatchSize = 4, Optimizer = new Adam(0.02), CarryState = true });
        return model;
    });

    [Fact]
    public void A_model_writes_on_what_it_has_learned()
    {
        int[] output = new int[20];
        Assert.Equal(20, Trained.Value.Generate(Prompt, output, new GenerateOptions { Temperature = 0 }));
        Assert.Equal([.. Enumerable.Range(4, 20).Select(static index => index % 7)], output);
        Assert.Equal(output, Trained.Value.Generate(Prompt, new GenerateOptions { Temperature = 0 }).Take(20));
        Assert.Equal(2, Trained.Value.Generate(Prompt, output, new GenerateOptions { Temperature = 0, StopToken = 6 }));
        Assert.Equal([4, 5], Trained.Value.Generate(Prompt, new GenerateOptions { Temperature = 0.1, StopToken = 6 }));
    }

    [Fact]
    public void Tokens_are_drawn_from_the_probabilities_that_are_asked_for()
    {
        var model = new Counting(3);
        using (ParameterEdit edit = model.EditParameters())
        {
            // A model that gives all of its inputs one answer: biases alone count.
            edit.Values[..Array.Find(Counting.ParameterTable.ToArray(), static tensor => tensor.Name == "dense1.bias")!.Offset].Clear();
            double[] wanted = [0.4, 0.3, 0.1, 0.1, 0.05, 0.04, 0.01];
            Span<float> biases = edit.Values.Slice(Array.Find(Counting.ParameterTable.ToArray(), static tensor => tensor.Name == "dense1.bias")!.Offset, 7);
            for (int token = 0; token < 7; token++)
            {
                biases[token] = (float)Math.Log(wanted[token]);
            }
        }

        Compare([0.4, 0.3, 0.1, 0.1, 0.05, 0.04, 0.01], new GenerateOptions());
        Compare([16, 9, 1, 1, 0.25, 0.16, 0.01], new GenerateOptions { Temperature = 0.5 });
        Compare([4, 3, 0, 0, 0, 0, 0], new GenerateOptions { TopK = 2 });
        Compare([4, 3, 1, 0, 0, 0, 0], new GenerateOptions { TopP = 0.75 }, ofEqual: 3);
        Compare([16, 9, 0, 0, 0, 0, 0], new GenerateOptions { Temperature = 0.5, TopP = 0.9, TopK = 5 });
        Compare([1, 0, 0, 0, 0, 0, 0], new GenerateOptions { TopP = 0.01 });

        void Compare(double[] weights, GenerateOptions options, int? ofEqual = null)
        {
            int[] drawn = new int[20_000];
            model.Generate([0], drawn, options);
            double[] parts = [.. Enumerable.Range(0, 7).Select(token => drawn.Count(other => other == token) / 20_000.0)];
            if (ofEqual is { } other)
            {
                parts[2] += parts[other]; // which of two equal ones is taken is not said
                parts[other] = 0;
            }

            Assert.All(weights.Zip(parts), pair => Assert.Equal(pair.First / weights.Sum(), pair.Second, 0.015));
        }
    }

    [Fact]
    public void A_seed_draws_the_same_and_another_seed_others()
    {
        int[][] texts = [.. ((int[])[1, 1, 2]).Select(static seed =>
        {
            int[] text = new int[100];
            new Counting(3).Generate([0], text, new GenerateOptions { Seed = seed });
            return text;
        })];
        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_token()
    {
        var model = new Counting(3);
        var options = new GenerateOptions { TopK = 4, TopP = 0.9 };
        int[] few = new int[2], many = new int[500];
        model.Generate([0], few, options);
        long begin = GC.GetAllocatedBytesForCurrentThread();
        model.Generate([0], few, options);
        long ofFew = GC.GetAllocatedBytesForCurrentThread() - begin;
        model.Generate([0], many, options);
        Assert.Equal(2 * ofFew, GC.GetAllocatedBytesForCurrentThread() - begin);
    }

    [Fact]
    public void What_makes_no_sense_is_said()
    {
        var model = new Counting();
        Assert.Contains("at least one token", Assert.Throws<ArgumentException>(() => model.Generate([], new int[1])).Message, StringComparison.Ordinal);
        Assert.Contains("token 7", Assert.Throws<ArgumentException>(() => model.Generate([1, 7], new int[1])).Message, StringComparison.Ordinal);
        Assert.Contains("token -1", Assert.Throws<ArgumentException>(() => model.Generate(new[] { -1 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerateOptions { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerateOptions { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerateOptions { TopP = 0 });
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values.Fill(float.NaN);
        }

        Assert.Contains("not numbers", Assert.Throws<InvalidOperationException>(() => model.Generate([1], new int[1])).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => new Tagger().Fit(new float[21], new int[7], new FitOptions { CarryState = true }));
        Assert.Contains("Tagger has none: declare it with Stateful = true", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Batch after batch by hand, with the states of the one before.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(18)]
    public void Training_carries_states_from_batch_to_batch(int streams)
    {
        const int Windows = 3;
        var random = new Random(1);
        int[] text = [.. Enumerable.Range(0, (streams * Windows * 5) + 8).Select(_ => random.Next(7))];
        int length = (streams * Windows * 5) + 5; // a sample is left over
        Counting trained = new(1), expected = new(1);
        FitHistory history = trained.Fit(
            text.AsMemory(0, length), text.AsMemory(1, length), new FitOptions { Epochs = 2, BatchSize = streams, Optimizer = new Sgd(0.1), CarryState = true });

        var optimizer = new Sgd(0.1);
        var model = (ITrainedModel<int, int>)expected;
        float[] gradients = new float[Counting.ParameterCount];
        var losses = new List<float>();
        for (int epoch = 0; epoch < 2; epoch++)
        {
            float[] states = new float[streams * Counting.StateSize];
            double sum = 0;
            for (int window = 0; window < Windows; window++)
            {
                int[] Rows(int shift) => [.. Enumerable.Range(0, streams).SelectMany(stream => text.AsSpan((((stream * Windows) + window) * 5) + shift, 5).ToArray())];
                Array.Clear(gradients);
                float[] next = [.. states];
                sum += model.AddGradients(new() { Inputs = Rows(0), Targets = Rows(1), States = next }, gradients);
                float[] outputs = new float[streams * 35], final = new float[states.Length];
                expected.Predict(Rows(0), states, outputs, final);
                Assert.Equal(final, next, static (one, other) => Math.Abs(one - other) < 1e-6f);
                states = next;
                using ParameterEdit edit = expected.EditParameters();
                optimizer.Update(edit.Values, gradients);
            }

            losses.Add((float)(sum / Windows));
        }

        Assert.Equal(losses, history.Losses, static (one, other) => Math.Abs(one - other) < 1e-6f);
        Assert.True(expected.Parameters.SequenceEqual(trained.Parameters));
    }
}

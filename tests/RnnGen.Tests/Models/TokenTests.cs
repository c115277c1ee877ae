using RnnGen.Runtime;
using RnnGen.Tests.Storage;

namespace RnnGen.Tests.Models;

/// <summary>How many of a sentence's words are the first of the vocabulary.</summary>
[RnnModel(5)]
[Embedding(9, 6, PaddingIndex = 2)]
[Lstm(8)]
[Dense(1)]
public partial class Counter;

/// <summary>Worth several threads.</summary>
[RnnModel(40, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Embedding(300, 33)]
[Gru(40)]
[Dense(7, Activation = Activation.Softmax)]
internal sealed partial class WideWords;

/// <summary>Models whose inputs are token ids.</summary>
[Collection(nameof(Parallelism))]
public sealed class TokenTests : IDisposable
{
    private const int Table = Counter.ParameterCount - (9 * 6);

    private readonly int threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = threads;

    [Fact]
    public void The_table_is_the_last_tensor_and_the_row_of_padding_starts_at_zero()
    {
        ParameterInfo table = Counter.ParameterTable[^1];
        Assert.Equal(("embedding1.weight", Table, 54), (table.Name, table.Offset, table.Length));
        Assert.Equal([9, 6], table.Shape);
        Assert.Equal((9, 1), (Counter.VocabularySize, Counter.InputSize));
        float[] rows = new Counter(1).Parameters[Table..].ToArray();
        Assert.All(rows.Index(), value => Assert.Equal(value.Index / 6 == 2, value.Item == 0));
        Assert.All(rows, static value => Assert.InRange(value, -0.05f, 0.05f));
        Assert.Contains("embedding1  Embedding(9, 6)  (5, 6)", Counter.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_is_learned_saved_and_loaded()
    {
        (int[] inputs, float[] targets) = Sentences(600);
        var model = new Counter(3);
        FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = 30, Optimizer = new Adam(0.01), ValidationSplit = 0.2 });
        Assert.InRange(history.Epochs[^1].ValidationLoss!.Value, 0, 0.01f);
        Assert.InRange(model.Evaluate(inputs, targets).Loss, 0, 0.01f);

        using var folder = new TemporaryFolder();
        model.Save(folder["counter.safetensors"]);
        Counter loaded = Counter.Load(folder["counter.safetensors"]);
        Assert.True(model.Parameters.SequenceEqual(loaded.Parameters));
        Assert.Equal(model.Predict(inputs), loaded.Predict(inputs));

        float[] output = new float[1], predicted = loaded.Predict(inputs.AsSpan(0, 5));
        var state = new Counter.State();
        foreach (int token in inputs[..5])
        {
            loaded.Step([token], output, state);
        }

        Assert.Equal(predicted[0], output[0], 1e-5f);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    public void A_token_that_is_not_there_is_named_with_its_sample_and_step(int token)
    {
        var model = new Counter();
        var workspace = new Counter.Workspace(4);
        int[] inputs = [0, 1, 2, 3, 4, 5, 6, token, 8, 0];
        float[] two = new float[2], gradients = new float[Counter.ParameterCount];
        string[] parts = ["inputs[7]", "sample 1, step 2", $"token {token}", "9 tokens, 0 to 8"];
        Require(parts, () => model.Predict(inputs, two));
        Require(parts, () => model.Predict(inputs, two, workspace));
        Require(parts, () => model.Forward(inputs, two, workspace));
        Require(parts, () => model.ComputeGradients(inputs, two, gradients));
        Require(parts, () => model.ComputeLoss(inputs, two));
        Require([$"token {token}", "9 tokens"], () => model.Step([token], new float[1], new Counter.State()));
        Require(["sample 1, step 2", $"is {token}", "9 tokens", "Nothing has been learned"], () => model.Fit(inputs, two));
        Require(["Nothing has been measured"], () => model.Evaluate(inputs, two));
        Require(["input", "1 value", "has 2"], () => model.Step([1, 2], new float[1], new Counter.State()));
        Require(["5 token ids", "has 7"], () => model.Predict(inputs.AsSpan(0, 7), two));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70)]
    public void Calls_allocate_nothing_after_the_first(int batch)
    {
        var model = new Counter();
        var workspace = new Counter.Workspace(batch);
        var state = new Counter.State();
        (int[] inputs, float[] targets) = Sentences(batch);
        float[] outputs = new float[batch], gradients = new float[Counter.ParameterCount];
        void Call()
        {
            model.Predict(inputs, outputs);
            model.ComputeGradients(inputs, targets, gradients);
            model.ComputeGradients(inputs, targets, gradients, workspace);
            model.Forward(inputs, outputs, workspace);
            model.Backward(outputs, gradients, default, workspace);
            model.Step(inputs.AsSpan(0, 1), outputs.AsSpan(0, 1), state);
        }

        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Results_have_the_bits_that_one_thread_gives(int count)
    {
        var model = new WideWords(3);
        foreach (int batch in (int[])[5, 31, 64, 100])
        {
            var random = new Random(batch);
            int[] inputs = [.. Enumerable.Range(0, batch * 40).Select(_ => random.Next(300))], targets = Batches.Classes(batch * 40, 7, 2);
            float[] alone = new float[WideWords.ParameterCount], together = new float[WideWords.ParameterCount];
            Parallelism.MaxThreads = 1;
            float loss = model.ComputeGradients(inputs, targets, alone);
            Parallelism.MaxThreads = count;
            Assert.Equal(loss, model.ComputeGradients(inputs, targets, together));
            Assert.Equal(alone, together);
        }
    }

    /// <summary>What training does for the rows of a batch alone is what it does for all of them.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Training_is_that_of_all_parameters(bool adam, bool clips)
    {
        (int[] inputs, float[] targets) = Sentences(64);
        inputs.AsSpan().Replace(7, 1); // a token that no batch reads
        Optimizer Create() => adam ? new Adam(0.01) { WeightDecay = 0.1 } : new Sgd(0.1);
        Counter trained = new(1), expected = new(1);
        trained.Fit(inputs, targets, new FitOptions { Epochs = 3, BatchSize = 16, Shuffle = false, Optimizer = Create(), ClipNorm = clips ? 0.05 : null });

        Optimizer optimizer = Create();
        float[] gradients = new float[Counter.ParameterCount];
        for (int batch = 0; batch < 12; batch++)
        {
            int first = batch % 4 * 16;
            expected.ComputeGradients(inputs.AsSpan(first * 5, 80), targets.AsSpan(first, 16), gradients);
            if (clips)
            {
                GradientClipping.ClipByNorm(gradients, 0.05);
            }

            using ParameterEdit edit = expected.EditParameters();
            optimizer.Update(edit.Values, gradients);
        }

        Assert.Equal(expected.Parameters.ToArray(), trained.Parameters.ToArray(), (one, other) => Math.Abs(one - other) <= (clips ? 1e-6f : 0));
        Assert.Equal(!adam, trained.Parameters.Slice(Table + 42, 6).SequenceEqual(new Counter(1).Parameters.Slice(Table + 42, 6)));
    }

    [Fact]
    public void Lazy_updates_leave_alone_what_a_batch_does_not_read()
    {
        int[] inputs = [1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1];
        float[] targets = [1, 2, 3];
        Counter lazy = new(1), eager = new(1);
        float[] start = lazy.Parameters.ToArray();
        Adam optimizer = new(0.1) { LazyUpdates = true };
        FitOptions Options(Optimizer of) => new() { Epochs = 1, BatchSize = 1, Shuffle = false, Optimizer = of };
        lazy.Fit(inputs.AsMemory(0, 10), targets.AsMemory(0, 2), Options(optimizer));
        eager.Fit(inputs.AsMemory(0, 10), targets.AsMemory(0, 2), Options(new Adam(0.1)));
        Assert.True(lazy.Parameters[(Table + 24)..].SequenceEqual(start.AsSpan(Table + 24)));
        Assert.NotEqual(Row(eager, 1), Row(lazy, 1));

        // After the first step, in which nothing differs, row 1 is left alone until it is read again.
        Counter once = new(1);
        once.Fit(inputs.AsMemory(0, 5), targets.AsMemory(0, 1), Options(new Adam(0.1)));
        Assert.Equal(Row(once, 1), Row(lazy, 1));
        Assert.NotEqual(start.AsSpan(Table + 18, 6).ToArray(), Row(lazy, 3));

        // The third step is that of Adam with what the first one left: m and v of the first gradient, and a correction for three steps.
        float[] first = Gradients(new Counter(1), 0), third = Gradients(lazy, 2), before = Row(lazy, 1);
        lazy.Fit(inputs.AsMemory(10, 5), targets.AsMemory(2, 1), Options(optimizer));
        for (int feature = 0; feature < 6; feature++)
        {
            double g1 = first[Table + 6 + feature], g3 = third[Table + 6 + feature];
            double m = (0.9 * 0.1 * g1) + (0.1 * g3), v = (0.999 * 0.001 * g1 * g1) + (0.001 * g3 * g3);
            double expected = before[feature] - (0.1 / (1 - Math.Pow(0.9, 3)) * m / (Math.Sqrt(v / (1 - Math.Pow(0.999, 3))) + 1e-8));
            Assert.Equal(expected, Row(lazy, 1)[feature], 1e-5);
        }

        float[] Gradients(Counter of, int sample)
        {
            float[] gradients = new float[Counter.ParameterCount];
            of.ComputeGradients(inputs.AsSpan(sample * 5, 5), targets.AsSpan(sample, 1), gradients);
            return gradients;
        }
    }

    private static float[] Row(Counter model, int token) => model.Parameters.Slice(Table + (token * 6), 6).ToArray();

    private static (int[] Inputs, float[] Targets) Sentences(int count)
    {
        var random = new Random(count);
        int[] inputs = [.. Enumerable.Range(0, count * 5).Select(_ => random.Next(9))];
        return (inputs, [.. inputs.Chunk(5).Select(static sentence => (float)sentence.Count(static token => token == 0))]);
    }

    private static void Require(string[] parts, Action call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}

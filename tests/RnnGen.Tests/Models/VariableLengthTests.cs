using RnnGen.Runtime;
using RnnGen.Tests.Training;

namespace RnnGen.Tests.Models;

[RnnModel(6, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, VariableLength = true)]
[Embedding(9, 4)]
[Lstm(5, Bidirectional = true)]
[Dense(3, Activation = Activation.Softmax)]
internal sealed partial class WordTagger;

[RnnModel(6, 2, Topology = Topology.ManyToMany, VariableLength = true, Stateful = true)]
[Lstm(5)]
[Dense(2)]
internal sealed partial class Diary;

/// <summary>Sequences shorter than the sequence length, as users call for them; that their values are right the parity runs and PyTorch show.</summary>
public sealed class VariableLengthTests
{
    private static readonly int[] Lengths = [3, 6, 1, 4];

    [Fact]
    public void A_sequence_does_not_depend_on_its_padding()
    {
        var model = new WordTagger(1);
        int[] inputs = Tokens(4, padding: 0), others = Tokens(4, padding: -99);
        float[] outputs = new float[4 * 6 * 3], again = new float[4 * 6 * 3];
        model.Predict(inputs, Lengths, outputs);
        model.Predict(others, Lengths, again);
        Assert.Equal(outputs, again);
        Assert.Equal(outputs, model.Predict(others, Lengths));

        float[] gradients = new float[WordTagger.ParameterCount], gradientsAgain = new float[WordTagger.ParameterCount];
        float loss = model.ComputeGradients(inputs, Lengths, Classes(4, padding: 0), gradients);
        Assert.Equal(loss, model.ComputeGradients(others, Lengths, Classes(4, padding: 12345), gradientsAgain));
        Assert.Equal(gradients, gradientsAgain);
        Assert.Equal(loss, model.ComputeLoss(others, Lengths, Classes(4, padding: -5)));
    }

    /// <summary>What a sequence says alone it says in a batch, and outputs behind its end are zeros.</summary>
    [Fact]
    public void Outputs_stand_first_and_zeros_behind()
    {
        var model = new WordTagger(1);
        float[] outputs = [.. Enumerable.Repeat(float.NaN, 4 * 6 * 3)];
        model.Predict(Tokens(4, padding: 0), Lengths, outputs);
        for (int sample = 0; sample < 4; sample++)
        {
            Span<float> own = outputs.AsSpan(sample * 18, 18);
            Assert.DoesNotContain(own[..(Lengths[sample] * 3)].ToArray(), static value => value <= 0);
            Assert.All(own[(Lengths[sample] * 3)..].ToArray(), static value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Without_lengths_all_sequences_have_all_steps()
    {
        var model = new Diary(1);
        float[] inputs = Batches.Numbers(24, 1), outputs = new float[24], again = new float[24];
        model.Predict(inputs, outputs);
        model.Predict(inputs, [6, 6], again);
        Assert.Equal(outputs, again);
        Assert.Equal(outputs, model.Predict(inputs));
    }

    /// <summary>States are those after each sequence's own last step, and a stream goes on from there.</summary>
    [Fact]
    public void A_state_is_that_after_the_last_step_that_there_is()
    {
        var model = new Diary(1);
        float[] inputs = Batches.Numbers(24, 1), initial = Batches.Numbers(20, 2), outputs = new float[24], final = new float[20];
        model.Predict(inputs, [4, 2], initial, outputs, final);
        Diary.State state = new();
        initial.AsSpan(10, 5).CopyTo(state.Lstm1.H);
        initial.AsSpan(15, 5).CopyTo(state.Lstm1.C);
        float[] output = new float[2];
        for (int step = 0; step < 2; step++)
        {
            model.Step(inputs.AsSpan(12 + (2 * step), 2), output, state);
            Assert.Equal(output, outputs.AsSpan(12 + (2 * step), 2).ToArray(), static (one, other) => Math.Abs(one - other) < 1e-6f);
        }

        Assert.Equal([.. state.Lstm1.H, .. state.Lstm1.C], final.AsSpan(10).ToArray(), static (one, other) => Math.Abs(one - other) < 1e-6f);
    }

    [Fact]
    public void A_length_that_does_not_fit_is_named()
    {
        var model = new WordTagger(1);
        Expect("lengths[2] is 0; a sequence has 1 to 6 steps.", [3, 6, 0, 4]);
        Expect("lengths[0] is 7; a sequence has 1 to 6 steps.", [7, 6, 1, 4]);
        Expect("lengths must have 4 values, one for each sample, but has 3.", [7, 6, 1]);
        int[] inputs = Tokens(4, padding: 0);
        inputs[7] = 9;
        Assert.Contains(
            "inputs[7] (sample 1, step 1, each counted from 0) is token 9",
            Assert.Throws<ArgumentException>(() => model.Predict(inputs, Lengths, new float[72])).Message, StringComparison.Ordinal);
        int[] targets = Classes(4, padding: -1);
        targets[8] = 3;
        Assert.Contains("targets[8] is 3", Assert.Throws<ArgumentOutOfRangeException>(() => model.ComputeLoss(Tokens(4, 0), Lengths, targets)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "declare it with VariableLength = true",
            Assert.Throws<ArgumentException>(() => Trainer.Fit(new Forecaster(), new float[48], Lengths.AsMemory(0, 2), new float[2])).Message, StringComparison.Ordinal);

        void Expect(string message, int[] lengths)
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Predict(Tokens(4, 0), lengths, new float[72])).Message, StringComparison.Ordinal);
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Fit(Tokens(4, 0), lengths, Classes(4, -1))).Message, StringComparison.Ordinal);
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Evaluate(Tokens(4, 0), lengths, Classes(4, -1))).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Training is steps along the gradients of the calls with lengths, and hears nothing of the padding.</summary>
    [Fact]
    public void Training_takes_lengths()
    {
        WordTagger trained = new(1), other = new(1), byHand = new(1);
        var options = new FitOptions { Epochs = 3, BatchSize = 2, Shuffle = false, Optimizer = new Sgd(0.5) };
        FitHistory history = trained.Fit(Tokens(4, padding: 3), Lengths, Classes(4, padding: 2), options, (Tokens(4, padding: 3), Lengths, Classes(4, padding: 2)));
        other.Fit(Tokens(4, padding: -1), Lengths, Classes(4, padding: 77), options);
        Assert.Equal(trained.Parameters.ToArray(), other.Parameters.ToArray());

        float[] gradients = new float[WordTagger.ParameterCount];
        for (int step = 0; step < 6; step++)
        {
            int first = step % 2 * 2;
            byHand.ComputeGradients(Tokens(4, 0).AsSpan(first * 6, 12), Lengths.AsSpan(first, 2), Classes(4, -1).AsSpan(first * 6, 12), gradients);
            using ParameterEdit edit = byHand.EditParameters();
            new Sgd(0.5).Update(edit.Values, gradients);
        }

        Assert.Equal(byHand.Parameters.ToArray(), trained.Parameters.ToArray());
        Assert.Equal(trained.ComputeLoss(Tokens(4, 0), Lengths, Classes(4, -1)), history.ValidationLosses[^1], 1e-6f);
    }

    [Fact]
    public void Figures_are_of_the_steps_that_there_are()
    {
        var model = new WordTagger(3);
        int[] inputs = Tokens(4, padding: 0), targets = Classes(4, padding: 1);
        EvaluationResult result = model.Evaluate(inputs, Lengths, targets, new EvaluateOptions { BatchSize = 3, Metrics = [new Accuracy()] });
        float[] outputs = new float[72];
        model.Predict(inputs, Lengths, outputs);
        int right = 0;
        for (int sample = 0; sample < 4; sample++)
        {
            for (int step = 0; step < Lengths[sample]; step++)
            {
                int row = (sample * 6) + step;
                right += System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(outputs.AsSpan(row * 3, 3)) == targets[row] ? 1 : 0;
            }
        }

        Assert.Equal(14, result.CountedTargets);
        Assert.Equal(right / 14.0, result["accuracy"], 9);
        Assert.Equal(model.ComputeLoss(inputs, Lengths, targets), result.Loss, 1e-6f);

        // Numbers all count, as long as there is a step for them.
        var diary = new Diary(1);
        Assert.Equal(2 * 6, diary.Evaluate(Batches.Numbers(24, 1), [4, 2], Batches.Numbers(24, 2)).CountedTargets);
    }

    [Fact]
    public void Batches_have_sequences_of_like_length_in_random_order()
    {
        var random = new RandomSource(5);
        int[] lengths = [.. Enumerable.Range(0, 1000).Select(static sample => 1 + (sample * 7 % 50))], order = [.. Enumerable.Range(0, 1000)];
        random.Shuffle(order);
        LengthBuckets.Arrange(order, lengths, 16, random);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        int[][] batches = [.. order.Chunk(16)];
        Assert.All(batches[..^1], batch => Assert.True(batch.Max(sample => lengths[sample]) - batch.Min(sample => lengths[sample]) <= 2));
        int[] longest = [.. batches.Select(batch => batch.Max(sample => lengths[sample]))];
        Assert.NotEqual(longest.Order(), longest);
    }

    [Fact]
    public void A_saved_model_takes_lengths_when_it_is_loaded()
    {
        var model = new WordTagger(4);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        float[] outputs = new float[72], again = new float[72];
        model.Predict(Tokens(4, 0), Lengths, outputs);
        WordTagger.Load(file).Predict(Tokens(4, 0), Lengths, again);
        Assert.Equal(outputs, again);
    }

    [Fact]
    public void A_second_call_allocates_nothing()
    {
        var model = new WordTagger(1);
        int[] inputs = Tokens(4, 0), targets = Classes(4, -1);
        float[] outputs = new float[72], gradients = new float[WordTagger.ParameterCount];
        WordTagger.Workspace workspace = new(4);
        for (int call = 0; call < 2; call++)
        {
            Call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Call()
        {
            model.Predict(inputs, Lengths, outputs);
            model.ComputeGradients(inputs, Lengths, targets, gradients);
            model.Forward(inputs, Lengths, outputs, workspace);
            model.Backward(outputs, gradients, default, workspace);
        }
    }

    private static int[] Tokens(int samples, int padding) => Padded(samples, padding, static place => place * 5 % 9);

    private static int[] Classes(int samples, int padding) => Padded(samples, padding, static place => place % 3);

    private static int[] Padded(int samples, int padding, Func<int, int> value) =>
        [.. Enumerable.Range(0, samples * 6).Select(place => place % 6 < Lengths[place / 6] ? value(place) : padding)];
}

using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class TrainerTests
{
    [Fact]
    public void Training_finds_the_known_solution()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(500);
        LinearModel model = new();
        FitHistory history = Trainer.Fit<float, float>(
            model, inputs, targets, new FitOptions { Epochs = 30, Optimizer = new Sgd(0.05f) });
        Assert.Equal(2, model.Parameters[0], 1e-4f);
        Assert.Equal(-3, model.Parameters[1], 1e-4f);
        Assert.Equal(0.5f, model.Parameters[2], 1e-4f);
        Assert.Equal(30, history.Epochs.Count);
        Assert.Equal(Enumerable.Range(1, 30), history.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(history.Losses[^1] < 1e-7f && history.Losses[0] > 0.1f);
        Assert.Empty(history.ValidationLosses);
        Assert.All(history.Epochs, epoch => Assert.Null(epoch.ValidationLoss));
    }

    [Fact]
    public void Without_options_training_is_what_the_documentation_says()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(70);
        FitOptions Documented() => new() { Epochs = 10, BatchSize = 32, Shuffle = true, Seed = 0, Optimizer = new Adam(0.001) };
        Assert.Equal(Train(inputs, targets, Documented()), Train(inputs, targets, new FitOptions()));
        Assert.Equal(Train(inputs, targets, Documented()), Train(inputs, targets, null));
    }

    [Fact]
    public void Rates_in_single_and_in_double_precision_learn_the_same()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(70);
        foreach ((Optimizer single, Optimizer @double) in (ReadOnlySpan<(Optimizer, Optimizer)>)
            [(new Adam(0.01f), new Adam(0.01)), (new AdamW(0.01f), new AdamW(0.01)), (new RmsProp(0.003f), new RmsProp(0.003)), (new Sgd(0.03f), new Sgd(0.03)), (new Sgd(0.03f) { Momentum = 0.9 }, new Sgd(0.03) { Momentum = 0.9 })])
        {
            Assert.Equal(
                Bits(Train(inputs, targets, new FitOptions { Optimizer = single })),
                Bits(Train(inputs, targets, new FitOptions { Optimizer = @double })));
        }
    }

    [Fact]
    public void Options_without_an_optimizer_can_be_used_again_for_the_same_result()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(70);
        FitOptions options = new() { Epochs = 3 };
        Assert.Equal(Train(inputs, targets, options), Train(inputs, targets, options));
    }

    [Fact]
    public void A_seed_gives_the_same_parameters_to_the_bit_and_another_seed_others()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(101);
        FitOptions Options(int seed) => new() { Epochs = 4, BatchSize = 8, Seed = seed };
        float[] first = Train(inputs, targets, Options(3));
        Assert.Equal(Bits(first), Bits(Train(inputs, targets, Options(3))));
        Assert.NotEqual(Bits(first), Bits(Train(inputs, targets, Options(4))));
    }

    [Fact]
    public void Every_epoch_visits_every_sample_once_in_an_order_of_its_own()
    {
        float[][] orders = [.. Enumerable.Range(0, 2).Select(seed => VisitedSamples(samples: 50, epochs: 2, seed, shuffle: true))];
        float[] all = [.. Enumerable.Range(0, 50).Select(i => (float)i)];
        foreach (float[] order in orders)
        {
            Assert.Equal(all, order[..50].Order());
            Assert.Equal(all, order[50..].Order());
            Assert.NotEqual(all, order[..50]);
            Assert.NotEqual(order[..50], order[50..]);
        }

        Assert.NotEqual(orders[0][..50], orders[1][..50]);
        Assert.NotEqual(orders[0][50..], orders[1][50..]);
    }

    [Fact]
    public void Without_shuffling_samples_come_as_they_are()
    {
        float[] all = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        Assert.Equal([.. all, .. all], VisitedSamples(samples: 10, epochs: 2, seed: 0, shuffle: false));
    }

    [Fact]
    public void Inputs_stay_with_their_targets_when_shuffled()
    {
        // y = x has no loss for w = 1, b = 0, unless inputs and targets are torn apart.
        float[] values = [.. Enumerable.Range(0, 40).Select(i => (float)i)];
        LinearModel model = new(inputs: 1);
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values[0] = 1;
        }

        FitHistory history = Trainer.Fit<float, float>(model, values, values, new FitOptions { BatchSize = 7 });
        Assert.Equal(0, history.Losses[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_last_batch_may_be_smaller_and_the_loss_is_the_mean_over_samples(bool shuffle)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        List<int> sizes = [];
        LinearModel model = new() { Seen = batch => sizes.Add(batch.Length / 2) };
        FitHistory history = Trainer.Fit<float, float>(
            model, inputs, targets,
            new FitOptions { Epochs = 2, BatchSize = 4, Shuffle = shuffle, Optimizer = new Sgd(0) });
        Assert.Equal([4, 4, 2, 4, 4, 2], sizes);
        float direct = new LinearModel().ComputeLoss(inputs, targets);
        Assert.All(history.Losses, loss => Assert.Equal(direct, loss, direct * 1e-6f));
    }

    [Fact]
    public void A_batch_size_beyond_the_number_of_samples_makes_one_batch()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        List<int> sizes = [];
        LinearModel model = new() { Seen = batch => sizes.Add(batch.Length / 2) };
        Trainer.Fit<float, float>(model, inputs, targets, new FitOptions { Epochs = 1, BatchSize = int.MaxValue, ValidationSplit = 0.5 });
        Assert.Equal([5], sizes);
    }

    [Fact]
    public void Each_batch_is_one_edit_so_that_derived_values_are_refreshed()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        LinearModel model = new();
        Trainer.Fit<float, float>(model, inputs, targets, new FitOptions { Epochs = 2, BatchSize = 4 });
        Assert.Equal(6, model.Edits);
    }

    [Fact]
    public void Gradients_are_clipped_by_norm_or_by_value()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(16);
        float[] gradients = new float[3];
        new LinearModel().ComputeGradients(inputs, targets, gradients);
        float norm = MathF.Sqrt(gradients.Sum(g => g * g));
        Assert.True(norm > 1);

        float[] byNorm = Train(inputs, targets, new FitOptions { Epochs = 1, Shuffle = false, Optimizer = new Sgd(1), ClipNorm = 0.5 });
        float[] byValue = Train(inputs, targets, new FitOptions { Epochs = 1, Shuffle = false, Optimizer = new Sgd(1), ClipValue = 0.25 });
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(-gradients[i] * 0.5f / norm, byNorm[i], 1e-5f);
            Assert.Equal(-Math.Clamp(gradients[i], -0.25f, 0.25f), byValue[i], 1e-6f);
        }
    }

    [Fact]
    public void The_learning_rate_may_follow_a_schedule()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(8);
        Sgd sgd = new(0.1);
        SynchronousProgress halve = new(progress => sgd.LearningRate /= progress.EpochCompleted ? 2 : 1);
        FitHistory history = Trainer.Fit<float, float>(
            new LinearModel(), inputs, targets, new FitOptions { Epochs = 3, Optimizer = sgd, Progress = halve });
        Assert.Equal([0.05, 0.025, 0.0125], history.Epochs.Select(epoch => epoch.LearningRate));
    }

    private static float[] VisitedSamples(int samples, int epochs, int seed, bool shuffle)
    {
        List<float> visited = [];
        LinearModel model = new(inputs: 1) { Seen = visited.AddRange };
        float[] values = [.. Enumerable.Range(0, samples).Select(i => (float)i)];
        Trainer.Fit<float, float>(
            model, values, values,
            new FitOptions { Epochs = epochs, BatchSize = 8, Seed = seed, Shuffle = shuffle, Optimizer = new Sgd(0) });
        return [.. visited];
    }

    private static float[] Train(float[] inputs, float[] targets, FitOptions? options)
    {
        LinearModel model = new();
        Trainer.Fit<float, float>(model, inputs, targets, options);
        return model.Parameters.ToArray();
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}

using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class ValidationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public void Validation_losses_are_those_computed_directly(int batchSize)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(64);
        (float[] otherInputs, float[] otherTargets) = LinearSamples.Create(11, seed: 2);
        LinearModel model = new();
        List<float> direct = [];
        List<float?> reported = [];
        FitHistory history = Trainer.Fit<float, float>(
            model, inputs, targets,
            new FitOptions
            {
                Epochs = 3,
                BatchSize = batchSize,
                Optimizer = new Sgd(0.01f),
                Progress = new SynchronousProgress(progress =>
                {
                    if (progress.EpochCompleted)
                    {
                        direct.Add(model.ComputeLoss(otherInputs, otherTargets));
                        reported.Add(progress.ValidationLoss);
                    }
                }),
            },
            validation: (otherInputs, otherTargets));
        Assert.Equal(3, history.ValidationLosses.Count);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(direct[i], history.ValidationLosses[i], direct[i] * 1e-6f);
            Assert.Equal(history.ValidationLosses[i], reported[i]);
            Assert.Equal(history.ValidationLosses[i], history.Epochs[i].ValidationLoss);
        }
    }

    [Theory]
    [InlineData(10, 0.2, 8)]
    [InlineData(10, 0.25, 7)]
    [InlineData(3, 0.5, 1)]
    public void A_split_sets_the_last_samples_aside(int samples, double split, int trained)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(samples);
        List<float> visited = [];
        LinearModel model = new() { Seen = batch => visited.AddRange(batch) };
        FitHistory history = Trainer.Fit<float, float>(
            model, inputs, targets,
            new FitOptions { Epochs = 1, Optimizer = new Sgd(0), ValidationSplit = split, BatchSize = 3 });
        Assert.Equal(inputs[..(2 * trained)].Order(), visited.Order());
        float direct = model.ComputeLoss(inputs.AsSpan(2 * trained), targets.AsSpan(trained));
        Assert.Equal(direct, history.ValidationLosses[0], direct * 1e-6f);
    }

    /// <summary>What compiles: no type arguments and no casts.</summary>
    [Fact]
    public void Validation_samples_may_be_pairs_of_arrays_and_of_memories()
    {
        float[] inputs = Batches.Numbers(3 * 21, 1);
        int[] targets = Batches.Classes(3 * 7, 4, 2);
        FitOptions options = new() { Epochs = 1 };
        float Loss(Func<Tagger, FitHistory> fit) => Assert.Single(fit(new Tagger(1)).ValidationLosses);

        float expected = Loss(model => model.Fit(inputs, targets, options, validation: (inputs, targets)));

        Assert.Equal(expected, Loss(model => model.Fit(inputs, targets, options, (inputs.AsMemory(), targets))));
        Assert.Equal(expected, Loss(model => model.Fit(inputs, targets, options, ((ReadOnlyMemory<float>)inputs, targets.AsMemory()))));
        Assert.Equal(expected, Loss(model => model.Fit(inputs, targets, options, new(inputs, targets))));
        Assert.Equal(expected, Loss(model => Trainer.Fit(model, inputs, targets, options, (inputs, targets))));
        Assert.Equal(expected, Loss(model =>
        {
            IRnnModel<float, int> any = model;
            (float[] Inputs, int[] Targets) pair = (inputs, targets);
            return any.Fit(inputs, targets, options, pair);
        }));
        Assert.Equal(10, new Tagger(1).Fit(inputs, targets, validation: (inputs, targets)).ValidationLosses.Count);
    }

    [Fact]
    public void Validation_does_not_change_what_is_learned()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        LinearModel with = new();
        LinearModel without = new();
        Trainer.Fit<float, float>(with, inputs, targets, new FitOptions { Epochs = 2 }, (inputs, targets));
        Trainer.Fit<float, float>(without, inputs, targets, new FitOptions { Epochs = 2 });
        Assert.Equal(without.Parameters.ToArray(), with.Parameters.ToArray());
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_stops_training()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        float[] bad = [1, 2, 3, float.MaxValue];
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit<float, float>(
            new LinearModel(), inputs, targets,
            new FitOptions { Epochs = 2, BatchSize = 1 }, (bad, new float[2])));
        Assert.True(error.DuringValidation);
        Assert.Equal((1, 2), (error.Epoch, error.Batch));
        Assert.Contains("validation batch 2 (samples 1 to 1) is Infinity", error.Message, StringComparison.Ordinal);
    }
}

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
                Validation = ValidationData.Create<float, float>(otherInputs, otherTargets),
                Progress = new SynchronousProgress(progress =>
                {
                    if (progress.EpochCompleted)
                    {
                        direct.Add(model.ComputeLoss(otherInputs, otherTargets));
                        reported.Add(progress.ValidationLoss);
                    }
                }),
            });
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
            new FitOptions { Optimizer = new Sgd(0), ValidationSplit = split, BatchSize = 3 });
        Assert.Equal(inputs[..(2 * trained)].Order(), visited.Order());
        float direct = model.ComputeLoss(inputs.AsSpan(2 * trained), targets.AsSpan(trained));
        Assert.Equal(direct, history.ValidationLosses[0], direct * 1e-6f);
    }

    [Fact]
    public void Validation_does_not_change_what_is_learned()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        LinearModel with = new();
        LinearModel without = new();
        Trainer.Fit<float, float>(with, inputs, targets, new FitOptions { Epochs = 2, Validation = ValidationData.Create<float, float>(inputs, targets) });
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
            new FitOptions { Epochs = 2, BatchSize = 1, Validation = ValidationData.Create<float, float>(bad, new float[2]) }));
        Assert.True(error.DuringValidation);
        Assert.Equal((1, 2), (error.Epoch, error.Batch));
        Assert.Contains("validation batch 2 (samples 1 to 1) is Infinity", error.Message, StringComparison.Ordinal);
    }
}

using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class InterruptedTrainingTests
{
    [Fact]
    public void Cancelling_leaves_the_model_as_it_was_after_the_last_completed_batch()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        using CancellationTokenSource source = new();
        float[] afterThird = [];
        LinearModel model = new();
        int batches = 0;
        FitOptions options = new()
        {
            Epochs = 5,
            BatchSize = 8,
            CancellationToken = source.Token,
            Progress = new SynchronousProgress(_ =>
            {
                if (++batches == 3)
                {
                    afterThird = model.Parameters.ToArray();
                    source.Cancel();
                }
            }),
        };
        OperationCanceledException error = Assert.Throws<OperationCanceledException>(
            () => Trainer.Fit<float, float>(model, inputs, targets, options));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal(3, batches);
        Assert.Equal(afterThird, model.Parameters.ToArray());
        Assert.NotEqual(new float[3], afterThird);
    }

    [Fact]
    public void Cancelling_before_the_start_changes_nothing()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        LinearModel model = new();
        Assert.Throws<OperationCanceledException>(() => Trainer.Fit<float, float>(
            model, inputs, targets, new FitOptions { CancellationToken = new CancellationToken(canceled: true) }));
        Assert.Equal(0, model.Edits);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_training_before_it_does_harm()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        float[] good = [];
        LinearModel model = new()
        {
            Spoil = (int call, ref float loss, Span<float> gradients) => loss = call == 7 ? float.PositiveInfinity : loss,
        };
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit<float, float>(
            model, inputs, targets,
            new FitOptions { Epochs = 2, BatchSize = 8, Progress = new SynchronousProgress(_ => good = model.Parameters.ToArray()) }));
        Assert.Equal((2, 2, float.PositiveInfinity), (error.Epoch, error.Batch, error.Loss));
        Assert.Null(error.ParameterName);
        Assert.Contains("epoch 2, batch 2 of 5: the loss is Infinity.", error.Message, StringComparison.Ordinal);
        Assert.Contains("learning rate (it is 0.001), clip gradients with ClipNorm,", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, model.Parameters.ToArray());
    }

    [Theory]
    [InlineData(1, "dense1.weight")]
    [InlineData(2, "dense1.bias")]
    public void A_gradient_that_is_not_finite_is_told_with_its_tensor(int parameter, string tensor)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        float[] good = [];
        LinearModel model = new()
        {
            Spoil = (int call, ref float loss, Span<float> gradients) => gradients[parameter] = call == 3 ? float.NaN : gradients[parameter],
        };
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit<float, float>(
            model, inputs, targets,
            new FitOptions { BatchSize = 8, ClipNorm = 1, Progress = new SynchronousProgress(_ => good = model.Parameters.ToArray()) }));
        Assert.Equal((1, 3, tensor), (error.Epoch, error.Batch, error.ParameterName));
        Assert.Contains($"the gradient of '{tensor}' is not finite", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, model.Parameters.ToArray());
    }

    [Fact]
    public void A_step_out_of_the_range_of_floats_is_taken_back()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(8);
        LinearModel model = new() { Spoil = (int call, ref float loss, Span<float> gradients) => gradients[2] = 1e38f };
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values[0] = 0.25f;
        }

        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit<float, float>(
            model, inputs, targets, new FitOptions { Optimizer = new Sgd(10) }));
        Assert.Equal("dense1.bias", error.ParameterName);
        Assert.Equal([0.25f, 0, 0], model.Parameters.ToArray());
        Assert.Equal(2, model.Edits);
    }
}

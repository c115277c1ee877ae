using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class FitArgumentTests
{
    [Theory]
    [InlineData(0, 0, "inputs", "The training inputs are empty")]
    [InlineData(7, 4, "inputs", "hold 7 values, which is not a whole number of samples: one sample of LinearModel has 2 values, so 6 or 8 were expected")]
    [InlineData(8, 0, "targets", "The training targets are empty")]
    [InlineData(8, 3, "targets", "inputs hold 4 samples but the training targets hold 3")]
    public void Samples_that_do_not_fit_are_rejected(int inputs, int targets, string argument, string message) =>
        Rejects(new float[inputs], new float[targets], new FitOptions(), argument, message);

    [Fact]
    public void Options_that_make_no_sense_are_rejected()
    {
        (FitOptions Options, string Message)[] cases =
        [
            (new() { Epochs = 0 }, "Epochs has to be at least 1, but is 0"),
            (new() { BatchSize = 0 }, "BatchSize has to be at least 1, but is 0"),
            (new() { ValidationSplit = 1 }, "ValidationSplit has to be in [0, 1), but is 1"),
            (new() { ValidationSplit = -0.5 }, "ValidationSplit has to be in [0, 1), but is -0.5"),
            (new() { ValidationSplit = double.NaN }, "ValidationSplit has to be in [0, 1), but is NaN"),
            (new() { ClipNorm = 0 }, "ClipNorm has to be greater than 0, or null, but is 0"),
            (new() { ClipValue = -1 }, "ClipValue has to be greater than 0, or null, but is -1"),
            (new() { ClipNorm = 1, ClipValue = 1 }, "ClipNorm or ClipValue, not both"),
            (new() { ValidationSplit = 0.9 }, "A ValidationSplit of 0.9 leaves no samples for training: there are only 4"),
            (new() { ValidationSplit = 1e-18 }, "leaves no samples for validation: there are only 4"),
        ];
        Assert.All(cases, item => Rejects(new float[8], new float[4], item.Options, "options", item.Message));
    }

    [Theory]
    [InlineData(3, 1, 0, "validation inputs hold 3 values")]
    [InlineData(2, 2, 0, "validation inputs hold 1 samples but the validation targets hold 2")]
    [InlineData(0, 0, 0, "The validation inputs are empty")]
    [InlineData(2, 1, 0.5, "Give validation samples or set ValidationSplit, not both")]
    public void Validation_samples_that_do_not_fit_are_rejected(int inputs, int targets, double split, string message) =>
        Rejects(new float[8], new float[4], new FitOptions { ValidationSplit = split }, "validation", message, (new float[inputs], new float[targets]));

    [Fact]
    public void A_model_that_is_null_is_rejected() =>
        Assert.Throws<ArgumentNullException>("model", () => Trainer.Fit<float, float>(null!, new float[2], new float[1]));

    private static void Rejects(float[] inputs, float[] targets, FitOptions options, string argument, string message, ValidationData<float, float>? validation = null)
    {
        LinearModel model = new();
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(model, inputs, targets, options, validation));
        Assert.Equal(argument, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, model.Edits);
    }
}

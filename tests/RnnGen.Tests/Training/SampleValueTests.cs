using System.Globalization;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

/// <summary>What cannot be learned from is found before anything is learned, and named by its place in the caller's data.</summary>
public class SampleValueTests
{
    private const int Samples = 20;

    private readonly float[] taggerInputs = Batches.Numbers(Samples * 21, 1);
    private readonly int[] classes = Batches.Classes(Samples * 7, 4, 2);
    private readonly float[] detectorInputs = Batches.Numbers(Samples * 10, 3);
    private readonly float[] probabilities = Batches.Probabilities(Samples * 6, 4);

    public static TheoryData<float, string> NoNumbers => new() { { float.NaN, "NaN" }, { float.PositiveInfinity, "Infinity" }, { float.NegativeInfinity, "-Infinity" } };

    [Theory]
    [InlineData(4)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public void A_class_id_out_of_range(int id)
    {
        classes[(17 * 7) + 5] = id;
        string message = $"Value 124 of the training targets (sample 17, step 5, feature 0, each counted from 0) is {id.ToString(CultureInfo.InvariantCulture)}; a class id is 0 to 3";
        Rejects(new Tagger(1), taggerInputs, classes, "targets", message);
        Rejects(new Tagger(1), taggerInputs, classes, "targets", message, shuffle: false);
        Rejects(new Tagger(1), taggerInputs, classes, "targets", message, split: 0.5);
        Rejects(
            new Tagger(1), taggerInputs[..21], [0, 1, 2, 3, 0, 1, 2], "validation", message.Replace("training", "validation", StringComparison.Ordinal),
            validation: (taggerInputs, classes));
    }

    [Theory]
    [InlineData(1.0001f)]
    [InlineData(-0.0001f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_target_that_is_no_probability(float value)
    {
        probabilities[(13 * 6) + 3 + 2] = value;
        string message = $"Value 83 of the training targets (sample 13, step 1, feature 2, each counted from 0) is {value.ToString(CultureInfo.InvariantCulture)}; a target of BinaryCrossEntropy is a probability, 0 to 1";
        Rejects(new Detector(1), detectorInputs, probabilities, "targets", message);
        Rejects(
            new Detector(1), detectorInputs[..10], new float[6], "validation", message.Replace("training", "validation", StringComparison.Ordinal),
            validation: (detectorInputs, probabilities));
    }

    [Fact]
    public void Zero_one_and_what_lies_between_are_probabilities()
    {
        (probabilities[0], probabilities[1], probabilities[2], probabilities[3]) = (0, 1, -0f, 0.1f);
        new Detector(1).Fit(detectorInputs, probabilities, new FitOptions());
    }

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public void A_target_that_is_not_finite(float value, string text)
    {
        float[] inputs = Batches.Numbers(Samples * 24, 1);
        float[] targets = Batches.Numbers(Samples, 1);
        targets[11] = value;
        Rejects(new Forecaster(1), inputs, targets, "targets", $"Value 11 of the training targets (sample 11, step 0, feature 0, each counted from 0) is {text}; targets have to be finite");
    }

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public void An_input_that_is_not_finite(float value, string text)
    {
        detectorInputs[(9 * 10) + (3 * 2) + 1] = value;
        string message = $"Value 97 of the training inputs (sample 9, step 3, feature 1, each counted from 0) is {text}; inputs have to be finite";
        Rejects(new Detector(1), detectorInputs, probabilities, "inputs", message);
        Rejects(new Detector(1), detectorInputs, probabilities, "inputs", message, split: 0.6);
        Rejects(
            new Detector(1), new float[10], new float[6], "validation", message.Replace("training", "validation", StringComparison.Ordinal),
            validation: (detectorInputs, probabilities));
    }

    [Fact]
    public void An_input_that_is_not_finite_where_it_reaches_no_target_that_counts_is_none_of_our_business()
    {
        classes.AsSpan(4 * 7, 7).Fill(-1);
        taggerInputs.AsSpan(4 * 21, 21).Fill(float.NaN);
        (classes[(5 * 7) + 4], classes[(5 * 7) + 5], classes[(5 * 7) + 6]) = (0, -1, -1);
        taggerInputs.AsSpan((5 * 21) + (5 * 3), 2 * 3).Fill(float.NaN);
        FitHistory history = new Tagger(1).Fit(taggerInputs, classes, new FitOptions { BatchSize = 3, Epochs = 2 });
        Assert.All(history.Losses, loss => Assert.True(float.IsFinite(loss)));

        // One step earlier it does reach one.
        taggerInputs[(5 * 21) + (4 * 3)] = float.NaN;
        Rejects(new Tagger(1), taggerInputs, classes, "inputs", "Value 117 of the training inputs (sample 5, step 4, feature 0, each counted from 0) is NaN");
    }

    [Fact]
    public void Steps_that_a_network_without_states_does_not_read_may_hold_anything()
    {
        float[] inputs = Batches.Numbers(Samples * 4, 1);
        inputs[(6 * 4) + 3 - 1] = float.NaN;
        float[] targets = Batches.Numbers(Samples, 2);
        Assert.True(float.IsFinite(new LastStepOnly(1).Fit(inputs, targets, new FitOptions()).Losses[0]));
        inputs[(6 * 4) + 3] = float.NaN;
        Rejects(new LastStepOnly(1), inputs, targets, "inputs", "(sample 6, step 3, feature 0, each counted from 0) is NaN");
    }

    [Fact]
    public void An_optimizer_that_has_learned_another_model()
    {
        var optimizer = new Adam();
        new Detector(1).Fit(detectorInputs, probabilities, new FitOptions { Optimizer = optimizer });
        long steps = optimizer.Steps;
        Rejects(new Tagger(1), taggerInputs, classes, "options", "holds the state of", optimizer: optimizer);
        Assert.Equal(steps, optimizer.Steps);
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.25f)]
    [InlineData(float.NaN)]
    public void Gradients_and_losses_want_probabilities_too(float value)
    {
        probabilities[23] = value;
        var model = new Detector(1);
        float[] untouched = [.. Enumerable.Repeat(7f, Detector.ParameterCount)];
        foreach (Action call in (Action[])[() => model.ComputeGradients(detectorInputs, probabilities, untouched), () => model.ComputeLoss(detectorInputs, probabilities)])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>("targets", call);
            Assert.Contains($"targets[23] is {value.ToString(CultureInfo.InvariantCulture)}; a target of BinaryCrossEntropy is a probability, 0 to 1.", error.Message, StringComparison.Ordinal);
        }

        Assert.All(untouched, gradient => Assert.Equal(7f, gradient));
    }

    private static void Rejects<TTarget>(
        IRnnModel<float, TTarget> model,
        float[] inputs,
        TTarget[] targets,
        string argument,
        string message,
        bool shuffle = true,
        double split = 0,
        ValidationData<float, TTarget>? validation = null,
        Optimizer? optimizer = null)
        where TTarget : unmanaged
    {
        float[] before = model.Parameters.ToArray();
        int reports = 0;
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit<float, TTarget>(model, inputs, targets, new FitOptions
        {
            BatchSize = 2,
            Shuffle = shuffle,
            ValidationSplit = split,
            Optimizer = optimizer,
            Progress = new SynchronousProgress(_ => reports++),
        }, validation));
        Assert.Equal(argument, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.ToArray());
        Assert.Equal(0, reports);
    }
}

[RnnModel(4, 1)]
[Dense(2, Activation = Activation.Tanh)]
[Dense(1)]
internal sealed partial class LastStepOnly;

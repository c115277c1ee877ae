namespace RnnGen.Tests.Models;

/// <summary>Every complaint names the argument, what was expected and what came.</summary>
public sealed class ArgumentTests
{
    private readonly Forecaster model = new();
    private readonly Forecaster.Workspace workspace = new(4);
    private readonly float[] inputs = new float[3 * 24];
    private readonly float[] targets = new float[3];
    private readonly float[] outputs = new float[3];
    private readonly float[] gradients = new float[Forecaster.ParameterCount];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(49)]
    public void Inputs_are_a_whole_number_of_samples_and_at_least_one(int length)
    {
        float[] wrong = new float[length];
        Require("inputs", "24", $"{length}", () => model.Predict(wrong, outputs));
        Require("inputs", "24", $"{length}", () => model.Predict(wrong, outputs, workspace));
        Require("inputs", "24", $"{length}", () => model.ComputeGradients(wrong, targets, gradients));
        Require("inputs", "24", $"{length}", () => model.ComputeGradients(wrong, targets, gradients, workspace));
        Require("inputs", "24", $"{length}", () => model.ComputeLoss(wrong, targets));
        Require("inputs", "24", $"{length}", () => model.Forward(wrong, outputs, workspace));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Outputs_and_targets_are_as_many_as_the_batch_asks_for(int length)
    {
        float[] wrong = new float[length];
        Require("outputs", "3", $"{length}", () => model.Predict(inputs, wrong));
        Require("outputs", "3", $"{length}", () => model.Forward(inputs, wrong, workspace));
        Require("targets", "3", $"{length}", () => model.ComputeGradients(inputs, wrong, gradients));
        Require("targets", "3", $"{length}", () => model.ComputeLoss(inputs, wrong));
        model.Forward(inputs, outputs, workspace);
        Require("outputGradients", "3", $"{length}", () => model.Backward(wrong, gradients, default, workspace));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Forecaster.ParameterCount - 1)]
    [InlineData(Forecaster.ParameterCount + 1)]
    public void Gradients_are_as_many_as_the_parameters(int length)
    {
        float[] wrong = new float[length];
        Require("gradients", $"{Forecaster.ParameterCount}", $"{length}", () => model.ComputeGradients(inputs, targets, wrong));
        Require("gradients", $"{Forecaster.ParameterCount}", $"{length}", () => model.ComputeGradients(inputs, targets, wrong, workspace));
        model.Forward(inputs, outputs, workspace);
        Require("parameterGradients", $"{Forecaster.ParameterCount}", $"{length}", () => model.Backward(outputs, wrong, default, workspace));
    }

    [Fact]
    public void Input_gradients_are_as_many_as_the_inputs_or_none()
    {
        model.Forward(inputs, outputs, workspace);
        Require("inputGradients", "72", "71", () => model.Backward(outputs, gradients, new float[71], workspace));
        model.Backward(outputs, gradients, default, workspace);
    }

    [Fact]
    public void A_workspace_has_room_for_the_batch()
    {
        Require("workspace", "4", "5", () => model.Predict(new float[5 * 24], new float[5], workspace));
        Require("workspace", "4", "5", () => model.Forward(new float[5 * 24], new float[5], workspace));
        Require("workspace", "4", "5", () => model.ComputeGradients(new float[5 * 24], new float[5], gradients, workspace));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_workspace_is_for_at_least_one_sample(int maxBatch) =>
        Assert.Equal("maxBatch", Assert.Throws<ArgumentOutOfRangeException>(() => new Forecaster.Workspace(maxBatch)).ParamName);

    [Fact]
    public void A_workspace_that_is_null_is_named()
    {
        Assert.Equal("workspace", Assert.Throws<ArgumentNullException>(() => model.Predict(inputs, outputs, null!)).ParamName);
        Assert.Equal("workspace", Assert.Throws<ArgumentNullException>(() => model.ComputeGradients(inputs, targets, gradients, null!)).ParamName);
        Assert.Equal("workspace", Assert.Throws<ArgumentNullException>(() => model.Forward(inputs, outputs, null!)).ParamName);
        Assert.Equal("workspace", Assert.Throws<ArgumentNullException>(() => model.Backward(outputs, gradients, default, null!)).ParamName);
    }

    [Fact]
    public void Backward_follows_Forward_and_no_other_call_with_the_same_workspace()
    {
        Assert.Throws<InvalidOperationException>(() => model.Backward(outputs, gradients, default, workspace));
        model.Forward(inputs, outputs, workspace);
        model.Backward(outputs, gradients, default, workspace);
        model.Predict(inputs, outputs, workspace);
        Assert.Throws<InvalidOperationException>(() => model.Backward(outputs, gradients, default, workspace));
        model.Forward(inputs, outputs, workspace);
        model.ComputeGradients(inputs, targets, gradients, workspace);
        Assert.Throws<InvalidOperationException>(() => model.Backward(outputs, gradients, default, workspace));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_class_id_out_of_range_is_named_with_its_place(int id)
    {
        var tagger = new Tagger();
        int[] classes = [0, 1, 2, 3, id, -1, 0];
        float[] features = Batches.Numbers(21, 1);
        float[] untouched = [.. Enumerable.Repeat(7f, Tagger.ParameterCount)];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => tagger.ComputeGradients(features, classes, untouched));
        Assert.Equal("targets", error.ParamName);
        Assert.Contains("targets[4]", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{id}", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 3", error.Message, StringComparison.Ordinal);
        Assert.All(untouched, value => Assert.Equal(7f, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => tagger.ComputeLoss(features, classes));
    }

    private static void Require(string argument, string expected, string actual, Action call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(argument, error.ParamName);
        Assert.Matches($@"\b{expected}\b", error.Message);
        Assert.Matches($@"\b{actual}\b", error.Message);
    }
}

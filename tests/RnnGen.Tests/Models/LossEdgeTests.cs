namespace RnnGen.Tests.Models;

/// <summary>Where losses that are computed naively overflow or divide by nothing.</summary>
public sealed class LossEdgeTests
{
    [Fact]
    public void Cross_entropy_of_logits_far_apart_is_finite_and_right()
    {
        var model = new Tagger(1);
        SetLogits(model, [80, -80, 0, 80]);
        float[] inputs = Batches.Numbers(21, 1);
        float[] gradients = new float[Tagger.ParameterCount];

        // ln(e⁸⁰ + e⁻⁸⁰ + e⁰ + e⁸⁰) = 80 + ln 2, to every digit of a float.
        double peak = 80 + Math.Log(2);
        Assert.Equal(peak + 80, model.ComputeGradients(inputs, [-1, -1, 1, -1, -1, -1, -1], gradients), 1e-4);
        RequireBiasGradient(gradients, Tagger.ParameterTable, [0.5f, -1, 0, 0.5f]);
        Assert.Equal(peak - 80, model.ComputeGradients(inputs, [0, 0, 0, 0, 0, 0, 0], gradients), 1e-4);
        RequireBiasGradient(gradients, Tagger.ParameterTable, [-0.5f, 0, 0, 0.5f]);

        float[] outputs = new float[28];
        model.Predict(inputs, outputs);
        Assert.All(outputs.Chunk(4), step => Assert.Equal([0.5f, 0, 0, 0.5f], step.Select(value => MathF.Round(value, 6))));
    }

    [Fact]
    public void Binary_cross_entropy_of_saturated_sigmoids_is_finite_and_right()
    {
        var model = new Detector(1);
        SetLogits(model, [80, -80, 80]);
        float[] inputs = Batches.Numbers(10, 1);
        float[] gradients = new float[Detector.ParameterCount];

        // softplus(x) − t·x is −t·ln y − (1 − t)·ln(1 − y) for y = sigmoid(x).
        Assert.Equal((80 + 80 + (0.75 * 80)) / 3, model.ComputeGradients(inputs, [0, 1, 0.25f, 0, 1, 0.25f], gradients), 1e-4);
        RequireBiasGradient(gradients, Detector.ParameterTable, [1 / 3f, -1 / 3f, 0.25f]);
        Assert.Equal(0, model.ComputeGradients(inputs, [1, 0, 1, 1, 0, 1], gradients), 1e-6);
        RequireBiasGradient(gradients, Detector.ParameterTable, [0, 0, 0]);
    }

    [Fact]
    public void Steps_of_class_minus_one_do_not_count()
    {
        var model = new Tagger(4);
        float[] inputs = Batches.Numbers(2 * 21, 1);
        float[] gradients = new float[Tagger.ParameterCount];
        float[] expectedGradients = new float[Tagger.ParameterCount];
        int[] targets = [-1, -1, 2, -1, -1, -1, -1, -1, 3, -1, -1, -1, -1, -1];
        float loss = model.ComputeGradients(inputs, targets, gradients);

        float[] outputs = new float[2 * 28];
        model.Predict(inputs, outputs);
        Assert.Equal((-Math.Log(outputs[(2 * 4) + 2]) - Math.Log(outputs[28 + 4 + 3])) / 2, loss, 1e-5);

        // A second sample without any target that counts changes nothing.
        int[] first = [.. targets[..7], -1, -1, -1, -1, -1, -1, -1];
        float firstLoss = model.ComputeGradients(inputs, first, gradients);
        Assert.Equal(model.ComputeGradients(inputs.AsSpan(..21), targets.AsSpan(..7), expectedGradients), firstLoss, 1e-6);
        Assert.All(gradients.Zip(expectedGradients), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void A_batch_in_which_nothing_counts_has_no_loss_and_no_gradient()
    {
        float[] gradients = Batches.Numbers(Tagger.ParameterCount, 1);
        int[] none = [.. Enumerable.Repeat(-1, 7)];
        Assert.Equal(0, new Tagger(4).ComputeGradients(Batches.Numbers(21, 1), none, gradients));
        Assert.All(gradients, value => Assert.Equal(0, value));
    }

    /// <summary>Gives the last layer no weights, so that its biases are the logits of every step.</summary>
    private static void SetLogits<TTarget>(IRnnModel<float, TTarget> model, float[] logits)
        where TTarget : unmanaged
    {
        using ParameterEdit edit = model.EditParameters();
        ParameterInfo weights = Find(model.ParameterTable, "dense1.weight");
        edit.Values.Slice(weights.Offset, weights.Length).Clear();
        logits.CopyTo(edit.Values[Find(model.ParameterTable, "dense1.bias").Offset..]);
    }

    private static void RequireBiasGradient(float[] gradients, ReadOnlySpan<ParameterInfo> table, float[] expected)
    {
        Assert.All(gradients, value => Assert.True(float.IsFinite(value)));
        ParameterInfo bias = Find(table, "dense1.bias");
        Assert.Equal(expected, gradients.AsSpan(bias.Offset, bias.Length).ToArray(), (left, right) => MathF.Abs(left - right) <= 1e-6f);
    }

    private static ParameterInfo Find(ReadOnlySpan<ParameterInfo> table, string name) => table.ToArray().Single(tensor => tensor.Name == name);
}

using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>
/// Nothing that goes through a network over and over may be subnormal, wherever it comes from: inputs, activations between layers, targets, gradients that vanish. Arithmetic with such
/// numbers is up to a hundred times slower, which no test measures; that there are none in memory is what is tested.
/// </summary>
public sealed class SubnormalTests
{
    private const int Steps = 600;

    /// <summary>A fading tail: from full strength down to the smallest subnormals and zero.</summary>
    private static readonly float[] Tail = [.. Enumerable.Range(0, Steps).Select(step => MathF.ScaleB(0.9f, -step / 3))];

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Tiny_inputs_reach_no_product(int batch)
    {
        var model = new FadingTower(seed: 1);
        WithoutBiases(model);
        var workspace = new FadingTower.Workspace(batch);
        model.Predict(Repeat(Tail, batch), new float[batch * Steps], workspace);
        // The network's own output, one value a step and sample, is left as it is.
        RequireFewSubnormals(workspace, atMost: batch * Steps);
    }

    [Fact]
    public void Tiny_inputs_of_a_stream_reach_no_product()
    {
        var model = new FadingTower(seed: 1);
        WithoutBiases(model);
        var state = new FadingTower.State();
        float[] output = new float[1];
        foreach (float value in Tail)
        {
            model.Step([value], output, state);
            Assert.True(state.Memory.ToArray().Count(float.IsSubnormal) <= 1, $"Values are subnormal after an input of {value}.");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Gradients_vanish_to_zero(int batch)
    {
        RequireVanishing(new VanishingLstm(seed: 1), new VanishingLstm.Workspace(batch), batch);
        RequireVanishing(new VanishingGru(seed: 1), new VanishingGru.Workspace(batch), batch);
        RequireVanishing(new VanishingRnn(seed: 1), new VanishingRnn.Workspace(batch), batch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Tiny_output_gradients_reach_no_product(int batch)
    {
        var model = new FadingTower(seed: 2);
        var workspace = new FadingTower.Workspace(batch);
        model.Forward(new float[batch * Steps], new float[batch * Steps], workspace);
        model.Backward(Repeat([.. Enumerable.Repeat(1e-39f, Steps)], batch), new float[FadingTower.ParameterCount], [], workspace);
        RequireFewSubnormals(workspace, atMost: 0);
    }

    private static void RequireVanishing(IRnnModel<float, float> model, ModelWorkspace workspace, int batch)
    {
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            if (tensor.Name.Contains("weight_hh", StringComparison.Ordinal))
            {
                // A recurrence that hardly shrinks what comes through it, so that its gradients pass slowly through all magnitudes.
                using ParameterEdit edit = model.EditParameters();
                foreach (ref float value in edit.Values.Slice(tensor.Offset, tensor.Length))
                {
                    value *= 0.8f;
                }
            }
        }

        float[] gradients = new float[model.Parameters.Length];
        float[] inputs = Batches.Numbers(batch * Steps, 3), targets = Batches.Numbers(batch, 4);
        switch (model)
        {
            case VanishingLstm lstm:
                lstm.ComputeGradients(inputs, targets, gradients, (VanishingLstm.Workspace)workspace);
                break;
            case VanishingGru gru:
                gru.ComputeGradients(inputs, targets, gradients, (VanishingGru.Workspace)workspace);
                break;
            case VanishingRnn rnn:
                rnn.ComputeGradients(inputs, targets, gradients, (VanishingRnn.Workspace)workspace);
                break;
        }

        Assert.Contains(gradients, value => value != 0);
        // A gradient on its way from 1e-30 to zero may meet a factor of 1e-8; what stays subnormal would do so in every step.
        RequireFewSubnormals(workspace, atMost: batch * Steps / 10);
    }

    private static void RequireFewSubnormals(ModelWorkspace workspace, int atMost) =>
        Assert.InRange(workspace.Memory.Count(float.IsSubnormal), 0, atMost);

    private static void WithoutBiases(IRnnModel<float, float> model)
    {
        using ParameterEdit edit = model.EditParameters();
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            if (tensor.Shape.Count == 1)
            {
                edit.Values.Slice(tensor.Offset, tensor.Length).Clear();
            }
        }
    }

    private static float[] Repeat(float[] sample, int batch) => [.. Enumerable.Repeat(sample, batch).SelectMany(values => values)];
}

[RnnModel(600, 1, Topology = Topology.ManyToMany)]
[Dense(3, Activation = Activation.Relu)]
[Lstm(5)]
[Dense(4)]
[Gru(20, ResetAfter = false)]
[Dense(1)]
public partial class FadingTower;

[RnnModel(600, 1)]
[Lstm(8)]
[Dense(1)]
public partial class VanishingLstm;

[RnnModel(600, 1)]
[Gru(8)]
[Dense(1)]
public partial class VanishingGru;

[RnnModel(600, 1)]
[SimpleRnn(8)]
[Dense(1)]
public partial class VanishingRnn;

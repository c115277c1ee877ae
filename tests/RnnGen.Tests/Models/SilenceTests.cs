using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>
/// Sound, then silence: states fade to zero and do not get stuck among the subnormals, with which arithmetic is slow. The networks have no
/// biases that would keep a state alive, and their last layer hands the recurrent layer's output on as it is.
/// </summary>
public sealed class SilenceTests
{
    private const int Steps = 1000, Sounding = 20, Units = 6;

    [Fact]
    public void Lstm_falls_silent()
    {
        var model = new FadingLstm(seed: 1);
        Fade(model, gates: 4, slowGate: 1);
        RequireSilence(model, VectorMath.FlushThreshold, () => new FadingLstm.State(), (x, y, state) => model.Step(x, y, (FadingLstm.State)state));
    }

    [Fact]
    public void Gru_falls_silent()
    {
        var model = new FadingGru(seed: 2);
        Fade(model, gates: 3, slowGate: 1);
        RequireSilence(model, VectorMath.FlushThreshold, () => new FadingGru.State(), (x, y, state) => model.Step(x, y, (FadingGru.State)state));
    }

    [Fact]
    public void Gru_with_reset_before_falls_silent()
    {
        var model = new FadingResetGru(seed: 3);
        Fade(model, gates: 3, slowGate: 1);
        RequireSilence(model, VectorMath.FlushThreshold, () => new FadingResetGru.State(), (x, y, state) => model.Step(x, y, (FadingResetGru.State)state));
    }

    [Fact]
    public void Simple_rnn_falls_silent()
    {
        var model = new FadingRnn(seed: 4);
        Fade(model, gates: 1, slowGate: null);
        RequireSilence(model, VectorMath.FlushThreshold, () => new FadingRnn.State(), (x, y, state) => model.Step(x, y, (FadingRnn.State)state));
    }

    [Fact]
    public void Linear_rnn_falls_silent()
    {
        var model = new FadingLinearRnn(seed: 5);
        Fade(model, gates: 1, slowGate: null);
        RequireSilence(model, VectorMath.FlushThreshold, () => new FadingLinearRnn.State(), (x, y, state) => model.Step(x, y, (FadingLinearRnn.State)state));
    }

    /// <summary>A cell state of exactly 0 is no reason to silence an output gate times sigmoid(0).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_cell_state_of_zero_silences_nothing_that_is_not_itself_small(int batch)
    {
        var model = new SigmoidLstm();
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values.Clear();
            foreach (ParameterInfo tensor in SigmoidLstm.ParameterTable)
            {
                Span<float> values = edit.Values.Slice(tensor.Offset, tensor.Length);
                if (tensor.Name == "lstm1.bias_ih_l0")
                {
                    // The input gate is shut and the output gate open.
                    (values[0], values[3]) = (-10, 10);
                }
                else if (tensor.Name == "dense1.weight")
                {
                    values[0] = 1;
                }
            }
        }

        float[] outputs = new float[batch], gradients = new float[SigmoidLstm.ParameterCount];
        model.Predict(new float[2 * batch], outputs);
        Assert.All(outputs, output => Assert.Equal(0.5f, output));

        // d loss / d dense bias = 2 (0.5 - 1), and the dense weight's is h = 0.5 times that.
        model.ComputeGradients(new float[2 * batch], [.. Enumerable.Repeat(1f, batch)], gradients);
        foreach ((string name, float expected) in new[] { ("dense1.bias", -1f), ("dense1.weight", -0.5f) })
        {
            Assert.Equal(expected, gradients[SigmoidLstm.ParameterTable.ToArray().Single(tensor => tensor.Name == name).Offset], 1e-6f);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_a_number_stays_so(float value)
    {
        var model = new FadingLinearRnn(seed: 6);
        var state = new FadingLinearRnn.State();
        float[] output = new float[Units];
        model.Step([value], output, state);
        Assert.DoesNotContain(output, float.IsFinite);
        model.Step([0], output, state);
        Assert.DoesNotContain(output, float.IsFinite);

        float[] inputs = new float[40 * Steps];
        inputs[0] = value;
        float[] outputs = new float[inputs.Length * Units];
        model.Predict(inputs, outputs);
        Assert.DoesNotContain(outputs.AsSpan(0, Steps * Units).ToArray(), float.IsFinite);
        Assert.All(outputs.AsSpan(Steps * Units).ToArray(), other => Assert.Equal(0, other));
    }

    [Fact]
    public void A_state_of_NaN_passes_every_cell()
    {
        float[] inputs = new float[40 * Steps];
        inputs[0] = float.NaN;
        foreach (IRnnModel<float, float> model in (IRnnModel<float, float>[])[new FadingLstm(), new FadingGru(), new FadingResetGru(), new FadingRnn()])
        {
            foreach (int batch in (int[])[1, 40])
            {
                float[] outputs = new float[batch * Steps * Units];
                model.Predict(inputs.AsSpan(0, batch * Steps), outputs);
                Assert.True(outputs.AsSpan(0, Steps * Units).ToArray().All(float.IsNaN), $"{model.ModelName}, batch {batch}");
            }
        }
    }

    /// <summary>No biases, except one that makes a state fade by a few percent a step; weights too small to keep it alive; outputs as they are.</summary>
    private static void Fade(IRnnModel<float, float> model, int gates, int? slowGate)
    {
        using ParameterEdit edit = model.EditParameters();
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            Span<float> values = edit.Values.Slice(tensor.Offset, tensor.Length);
            if (tensor.Name == "dense1.weight")
            {
                values.Clear();
                for (int unit = 0; unit < Units; unit++)
                {
                    values[unit * (Units + 1)] = 1;
                }
            }
            else if (tensor.Name.Contains("weight_hh", StringComparison.Ordinal))
            {
                // Orthogonal to begin with: alone, it multiplies the state's norm by this number.
                foreach (ref float value in values)
                {
                    value *= slowGate is null ? 0.85f : 0.1f;
                }
            }
            else if (tensor.Name.Contains("bias", StringComparison.Ordinal))
            {
                values.Clear();
                if (slowGate is { } gate && tensor.Name.Contains("bias_ih", StringComparison.Ordinal))
                {
                    values.Slice(gate * (tensor.Length / gates), tensor.Length / gates).Fill(1.75f);
                }
            }
        }
    }

    private static void RequireSilence(
        IRnnModel<float, float> model, float smallest, Func<StreamState> begin, Action<float[], float[], StreamState> step)
    {
        RequireSilentStream(smallest, begin(), step);
        foreach (int batch in (int[])[1, 40])
        {
            float[] outputs = new float[batch * Steps * Units];
            model.Predict([.. Enumerable.Range(0, batch).SelectMany(Sound)], outputs);
            foreach (float[] sample in outputs.Chunk(Steps * Units))
            {
                RequireFading(smallest, [.. sample.Chunk(Units)]);
            }
        }
    }

    /// <summary>Everything that a stream remembers: gates and states.</summary>
    private static void RequireSilentStream(float smallest, StreamState state, Action<float[], float[], StreamState> step)
    {
        float[][] outputs = new float[5 * Steps][];
        float[] sound = Sound(seed: 7);
        for (int t = 0; t < outputs.Length; t++)
        {
            outputs[t] = new float[Units];
            step([t < Sounding ? sound[t] : 0], outputs[t], state);
            Assert.True(state.Memory.ToArray().All(value => value == 0 || float.IsNormal(value)), $"A value is subnormal after step {t}.");
        }

        RequireFading(smallest, outputs);
    }

    private static void RequireFading(float smallest, float[][] outputs)
    {
        // The state is there long after the sound, so that it really fades, passes the threshold and is gone.
        Assert.All(outputs[3 * Sounding], value => Assert.NotEqual(0, value));
        Assert.Contains(outputs, step => step.Any(value => value != 0 && Math.Abs(value) < 1e-28f));
        Assert.All(outputs, step => Assert.True(step.All(value => value == 0 || Math.Abs(value) >= smallest)));
        Assert.All(outputs[^1], value => Assert.Equal(0, value));
    }

    private static float[] Sound(int seed) => [.. Batches.Numbers(Sounding, seed), .. new float[Steps - Sounding]];
}

[RnnModel(1000, 1, Topology = Topology.ManyToMany)]
[Lstm(6)]
[Dense(6)]
public partial class FadingLstm;

[RnnModel(1000, 1, Topology = Topology.ManyToMany)]
[Gru(6)]
[Dense(6)]
public partial class FadingGru;

[RnnModel(1000, 1, Topology = Topology.ManyToMany)]
[Gru(6, ResetAfter = false)]
[Dense(6)]
public partial class FadingResetGru;

[RnnModel(1000, 1, Topology = Topology.ManyToMany)]
[SimpleRnn(6)]
[Dense(6)]
public partial class FadingRnn;

[RnnModel(1000, 1, Topology = Topology.ManyToMany)]
[SimpleRnn(6, Activation = Activation.Linear)]
[Dense(6)]
public partial class FadingLinearRnn;

[RnnModel(2, 1)]
[Lstm(1, Activation = Activation.Sigmoid, RecurrentActivation = Activation.HardSigmoid)]
[Dense(1)]
public partial class SigmoidLstm;

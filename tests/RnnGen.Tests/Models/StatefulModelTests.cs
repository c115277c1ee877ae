namespace RnnGen.Tests.Models;

/// <summary>Sequences in parts, cells, and the states of streams by their names.</summary>
public sealed class StatefulModelTests
{
    private const int Features = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void A_sequence_in_parts_gives_what_the_whole_gives(int batch)
    {
        var whole = new EightSteps(seed: 4);
        var part = new FourSteps();
        using (ParameterEdit edit = part.EditParameters())
        {
            whole.Parameters.CopyTo(edit.Values);
        }

        float[] inputs = Batches.Numbers(batch * 8 * Features, 1), expected = new float[batch * 8 * 3], expectedState = new float[batch * EightSteps.StateSize];
        whole.Predict(inputs, default, expected, expectedState);

        float[] state = new float[batch * FourSteps.StateSize], next = new float[state.Length], outputs = new float[batch * 4 * 3];
        float[] joined = new float[expected.Length];
        for (int half = 0; half < 2; half++)
        {
            part.Predict(Half(inputs, Features, half), half == 0 ? default : state, outputs, next);
            (state, next) = (next, state);
            for (int sample = 0; sample < batch; sample++)
            {
                outputs.AsSpan(sample * 12, 12).CopyTo(joined.AsSpan((sample * 24) + (half * 12)));
            }
        }

        Assert.Equal(expected, joined);
        Assert.Equal(expectedState, state);

        float[] Half(float[] values, int size, int half) =>
            [.. Enumerable.Range(0, batch).SelectMany(sample => values.Skip((sample * 8 * size) + (half * 4 * size)).Take(4 * size))];
    }

    [Fact]
    public void Without_a_state_it_begins_at_zero_whatever_was_there_before()
    {
        var model = new FourSteps(seed: 2);
        var workspace = new FourSteps.Workspace(20);
        float[] inputs = Batches.Numbers(20 * 4 * Features, 3), zeros = new float[20 * FourSteps.StateSize], ones = [.. zeros.Select(static _ => 1f)];
        float[] expected = new float[20 * 12], outputs = new float[20 * 12];
        model.Predict(inputs, zeros, expected, default, workspace);
        model.Predict(inputs, ones, outputs, default, workspace);
        Assert.NotEqual(expected, outputs);
        model.Predict(inputs, outputs, workspace);
        Assert.Equal(expected, outputs);
        float[] targets = Batches.Numbers(20 * 12, 5), gradients = new float[FourSteps.ParameterCount], again = new float[FourSteps.ParameterCount];
        float loss = model.ComputeGradients(inputs, targets, gradients, workspace);
        model.Forward(inputs, ones, outputs, default, workspace);
        Assert.Equal(loss, model.ComputeGradients(inputs, targets, again, workspace));
        Assert.Equal(gradients, again);
    }

    [Fact]
    public void Wrong_lengths_of_states_are_named()
    {
        var model = new FourSteps();
        float[] inputs = new float[2 * 4 * Features], outputs = new float[2 * 12];
        ArgumentException initial = Assert.Throws<ArgumentException>(() => model.Predict(inputs, new float[3], outputs, default));
        Assert.Equal("initialState", initial.ParamName);
        Assert.StartsWith($"initialState must have {2 * FourSteps.StateSize} values (2 samples × {FourSteps.StateSize}), but has 3.", initial.Message, StringComparison.Ordinal);
        ArgumentException final = Assert.Throws<ArgumentException>(() => model.Predict(inputs, default, outputs, new float[3]));
        Assert.Equal("finalState", final.ParamName);
    }

    [Fact]
    public void The_table_names_every_state_and_a_call_of_one_step_is_a_step_of_a_stream()
    {
        Assert.Equal(["encoder.h", "encoder.c", "gru1.h"], FourSteps.StateTable.ToArray().Select(static state => state.Name));
        Assert.Equal([0, 5, 10], FourSteps.StateTable.ToArray().Select(static state => state.Offset));
        Assert.Equal(13, FourSteps.StateSize);

        var cell = new OneStep(seed: 7);
        var stream = new OneStep.State();
        float[] state = new float[OneStep.StateSize], next = new float[OneStep.StateSize], outputs = new float[1], streamed = new float[1];
        for (int step = 0; step < 5; step++)
        {
            float[] input = Batches.Numbers(Features, step);
            cell.Predict(input, state, outputs, next);
            (state, next) = (next, state);
            cell.Step(input, streamed, stream);
            Assert.Equal(outputs[0], streamed[0], 1e-6f);
            Assert.Equal(state.AsSpan(0, 6).ToArray(), stream.Lstm1.H.ToArray(), Close);
            Assert.Equal(state.AsSpan(6, 6).ToArray(), stream.Lstm1.C.ToArray(), Close);
        }

        static bool Close(float one, float other) => Math.Abs(one - other) <= 1e-6f;
    }

    [Fact]
    public void A_stream_can_be_copied_saved_and_changed_by_name()
    {
        var model = new OneStep(seed: 3);
        var state = new OneStep.State();
        var copy = new OneStep.State();
        var loaded = new OneStep.State();
        float[] output = new float[1], expected = new float[1];
        for (int step = 0; step < 3; step++)
        {
            model.Step(Batches.Numbers(Features, step), output, state);
        }

        state.CopyTo(copy);
        using var file = new MemoryStream();
        state.Save(file);
        file.Position = 0;
        loaded.Load(file);
        Assert.Equal(3, loaded.Steps);
        Assert.Equal(3, copy.Steps);
        float[] next = Batches.Numbers(Features, 9);
        model.Step(next, expected, state);
        model.Step(next, output, copy);
        Assert.Equal(expected, output);
        model.Step(next, output, loaded);
        Assert.Equal(expected, output);

        copy.Lstm1.C.Clear();
        copy.Lstm1.H.Clear();
        model.Step(next, output, copy);
        state.Reset();
        model.Step(next, expected, state);
        Assert.Equal(expected, output);
    }

    [Fact]
    public void A_state_of_another_model_is_refused_and_nothing_is_lost()
    {
        var state = new OneStep.State();
        state.Lstm1.H[0] = 3;
        using var file = new MemoryStream();
        new FourSteps.State().Save(file);
        file.Position = 0;
        Assert.Throws<SafetensorsException>(() => state.Load(file));
        Assert.Throws<ArgumentException>(() => state.CopyTo(new FourSteps.State()));
        Assert.Equal(3, state.Lstm1.H[0]);
    }

    [Fact]
    public void Initial_states_are_learnt_and_streams_begin_with_them()
    {
        var model = new LearntBeginning(seed: 1);
        Assert.Contains("gru1.initial_h", LearntBeginning.ParameterTable.ToArray().Select(static tensor => tensor.Name));
        ParameterInfo initial = LearntBeginning.ParameterTable.ToArray().Single(static tensor => tensor.Name == "gru1.initial_h");
        Assert.All(model.Parameters.Slice(initial.Offset, initial.Length).ToArray(), static value => Assert.Equal(0, value));

        float[] inputs = Batches.Numbers(64 * 3 * Features, 2), targets = [.. Enumerable.Range(0, 64).Select(static _ => 0.7f)];
        FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = 30 });
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss);
        Assert.Contains(model.Parameters.Slice(initial.Offset, initial.Length).ToArray(), static value => Math.Abs(value) > 1e-3f);

        float[] expected = new float[1], output = new float[1];
        model.Predict(inputs.AsSpan(0, 3 * Features), expected);
        var state = new LearntBeginning.State();
        foreach (int stream in (int[])[0, 1])
        {
            state.Reset();
            for (int step = 0; step < 3; step++)
            {
                model.Step(inputs.AsSpan(step * Features, Features), output, state);
            }

            Assert.Equal(expected[0], output[0], 1e-6f);
        }
    }

    [Fact]
    public void Bidirectional_and_residual_models_train_save_and_load()
    {
        var model = new Residual(seed: 1);
        float[] inputs = Batches.Numbers(48 * 5 * Features, 2), targets = new float[48 * 5];
        for (int index = 0; index < targets.Length; index++)
        {
            // The input two steps later, which one direction alone cannot know.
            targets[index] = index % 5 < 3 ? inputs[(index + 2) * Features] : 0;
        }

        FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = 150, BatchSize = 16, Optimizer = new Adam(0.02) });
        Assert.True(history.Epochs[^1].Loss < 0.25 * history.Epochs[0].Loss, $"{history.Epochs[0].Loss} to {history.Epochs[^1].Loss}");
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        Assert.Equal(model.Predict(inputs), Residual.Load(file).Predict(inputs));
        Assert.Contains("lstm1.weight_ih_l0_reverse", Residual.ParameterTable.ToArray().Select(static tensor => tensor.Name));
    }
}

/// <summary>Eight steps at once.</summary>
[RnnModel(8, 2, Topology = Topology.ManyToMany, Stateful = true)]
[Lstm(5, Name = "encoder")]
[Gru(3)]
[Dense(3)]
internal sealed partial class EightSteps;

/// <summary>The same network, four steps at a time.</summary>
[RnnModel(4, 2, Topology = Topology.ManyToMany, Stateful = true)]
[Lstm(5, Name = "encoder")]
[Gru(3)]
[Dense(3)]
internal sealed partial class FourSteps;

/// <summary>A cell.</summary>
[RnnModel(1, 2, Topology = Topology.OneToOne, Stateful = true)]
[Lstm(6)]
[Dense(1)]
internal sealed partial class OneStep;

/// <summary>States that are parameters.</summary>
[RnnModel(3, 2)]
[Gru(4, LearnInitialState = true)]
[Dense(1)]
internal sealed partial class LearntBeginning;

/// <summary>Both directions, and a layer that is skipped.</summary>
[RnnModel(5, 2, Topology = Topology.ManyToMany)]
[Lstm(8, Bidirectional = true, Merge = Merge.Sum)]
[Gru(8, Bidirectional = true, Merge = Merge.Average)]
[Add("lstm1", "gru1")]
[Dense(1)]
internal sealed partial class Residual;

namespace RnnGen.Tests.Models;

public sealed class StreamingTests
{
    [Fact]
    public void Steps_give_what_Predict_gives_step_by_step()
    {
        var model = new Tagger(seed: 5);
        float[] inputs = Batches.Numbers(21, 1);
        float[] expected = new float[28];
        model.Predict(inputs, expected);
        Assert.All(Take(model, new Tagger.State(), inputs, 7).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void A_stream_may_be_longer_than_the_sequence_and_goes_on_from_its_state()
    {
        // After 12 steps the stream has seen what Predict sees; 500 more are nothing special.
        var model = new Forecaster(seed: 3);
        float[] inputs = Batches.Numbers(2 * 512, 2);
        float[] expected = new float[1];
        model.Predict(inputs.AsSpan(0, 24), expected);
        var state = new Forecaster.State();
        float[] output = new float[1];
        for (int step = 0; step < 512; step++)
        {
            model.Step(inputs.AsSpan(2 * step, 2), output, state);
            Assert.True(float.IsFinite(output[0]));
            if (step == 11)
            {
                Assert.Equal(expected[0], output[0], 1e-6f);
            }
        }

        Assert.Equal(512, state.Steps);
    }

    [Fact]
    public void Reset_begins_a_new_stream_bit_for_bit()
    {
        var model = new Tagger(seed: 1);
        float[] inputs = Batches.Numbers(21, 4);
        var state = new Tagger.State();
        float[] first = Take(model, state, inputs, 7);
        // An odd number of steps, so that the step buffers have changed places.
        Assert.NotEqual(first, Take(model, state, inputs, 7));
        state.Reset();
        Assert.Equal(0, state.Steps);
        Assert.Equal(first, Take(model, state, inputs, 7));
    }

    [Fact]
    public void Streams_on_several_threads_share_a_model_and_do_not_disturb_each_other()
    {
        var model = new Tagger(seed: 2);
        float[][] inputs = [.. Enumerable.Range(0, 8).Select(seed => Batches.Numbers(21, seed))];
        float[][] alone = [.. inputs.Select(input => Take(model, new Tagger.State(), input, 7))];
        float[][] together = new float[8][];
        Parallel.For(0, 8, index => together[index] = Take(model, new Tagger.State(), inputs[index], 7));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Wrong_lengths_are_named_and_leave_the_state_as_it_was()
    {
        var model = new Tagger();
        var state = new Tagger.State();
        var input = Assert.Throws<ArgumentException>(() => model.Step(new float[2], new float[4], state));
        Assert.Contains("input must have 3 values", input.Message, StringComparison.Ordinal);
        Assert.Contains("has 2", input.Message, StringComparison.Ordinal);
        var output = Assert.Throws<ArgumentException>(() => model.Step(new float[3], new float[5], state));
        Assert.Contains("output must have 4 values", output.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => model.Step(new float[3], new float[4], null!));
        Assert.Equal(0, state.Steps);
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.NaN, 2)]
    public void A_NaN_stays_in_the_states_until_Reset(float value, int stepsBefore)
    {
        var model = new Tagger(seed: 6);
        var state = new Tagger.State();
        float[] output = new float[4];
        for (int step = 0; step < stepsBefore; step++)
        {
            model.Step([0.1f, 0.2f, 0.3f], output, state);
        }

        Assert.True(state.IsFinite);
        model.Step([0.1f, value, 0.3f], output, state);
        Assert.False(state.IsFinite);
        model.Step([0.1f, 0.2f, 0.3f], output, state);
        Assert.All(output, result => Assert.True(float.IsNaN(result)));
        Assert.False(state.IsFinite);

        state.Reset();
        Assert.True(state.IsFinite);
        model.Step([0.1f, 0.2f, 0.3f], output, state);
        Assert.All(output, result => Assert.True(float.IsFinite(result)));
    }

    [Fact]
    public void Inputs_and_outputs_that_are_not_finite_do_not_count_as_states()
    {
        // Saturated gates make finite states of an infinite input; the output's bias is infinite by itself.
        var model = new Forecaster(seed: 6);
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values[^1] = float.PositiveInfinity;
        }

        var state = new Forecaster.State();
        float[] output = new float[1];
        model.Step([float.PositiveInfinity, 0], output, state);
        Assert.Equal(float.PositiveInfinity, output[0]);
        Assert.True(state.IsFinite);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var model = new Tagger();
        var state = new Tagger.State();
        float[] input = new float[3];
        float[] output = new float[4];
        model.Step(input, output, state);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
        {
            model.Step(input, output, state);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void An_edit_of_the_parameters_reaches_streams_single_sequences_and_batches_alike()
    {
        // Streams and single sequences read a packed copy of the parameters, batches the parameters themselves.
        var model = new Tagger(seed: 1);
        float[] inputs = Batches.Numbers(21, 9);
        for (int edit = 0; edit < 3; edit++)
        {
            using (ParameterEdit values = model.EditParameters())
            {
                Batches.Numbers(Tagger.ParameterCount, 100 + edit).CopyTo(values.Values);
            }

            float[] one = new float[28];
            model.Predict(inputs, one);
            float[] many = new float[9 * 28];
            model.Predict([.. Enumerable.Repeat(inputs, 9).SelectMany(input => input)], many);
            Assert.All(one.Zip(many), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
            Assert.All(one.Zip(Take(model, new Tagger.State(), inputs, 7)), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    private static float[] Take(Tagger model, Tagger.State state, float[] inputs, int steps)
    {
        float[] outputs = new float[4 * steps];
        for (int step = 0; step < steps; step++)
        {
            model.Step(inputs.AsSpan(3 * step, 3), outputs.AsSpan(4 * step, 4), state);
        }

        return outputs;
    }
}

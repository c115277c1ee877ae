namespace RnnGen.Tests.Models;

[RnnModel(4, Loss = Loss.CrossEntropy)]
[Embedding(7, 3)]
[Lstm(5, LearnInitialState = true)]
[Gru(6)]
[Dense(7, Activation = Activation.Softmax)]
internal sealed partial class Session;

/// <summary>Time steps of many streams in one call.</summary>
public sealed class ManyStreamsTests
{
    private const int Streams = 77;

    /// <summary>Whatever steps each stream has taken before: they are in different places of their memory, and some begin.</summary>
    [Fact]
    public void Each_stream_goes_on_as_by_itself()
    {
        var model = new Session(1);
        using (ParameterEdit edit = model.EditParameters())
        {
            Batches.Numbers(Session.ParameterCount, 3).CopyTo(edit.Values);
        }

        Session.State[] together = [.. Enumerable.Range(0, Streams).Select(static _ => new Session.State())], alone = [.. together.Select(static _ => new Session.State())];
        float[] outputs = new float[Streams * 7], output = new float[7];
        for (int step = 0; step < 6; step++)
        {
            // Not all of them take every step.
            int[] who = [.. Enumerable.Range(0, Streams).Where(stream => (stream + step) % 3 != 0 || step == 5)];
            int[] tokens = [.. who.Select(stream => (stream + step) % 7)];
            model.Step(who.Select(stream => together[stream]).ToArray(), tokens, outputs.AsSpan(0, who.Length * 7));
            for (int index = 0; index < who.Length; index++)
            {
                model.Step([tokens[index]], output, alone[who[index]]);
                Assert.Equal(output, outputs.AsSpan(index * 7, 7).ToArray(), static (one, other) => Math.Abs(one - other) < 1e-5f);
                Assert.Equal(alone[who[index]].Steps, together[who[index]].Steps);
            }
        }

        for (int stream = 0; stream < Streams; stream++)
        {
            Assert.Equal(alone[stream].Lstm1.C.ToArray(), together[stream].Lstm1.C.ToArray(), static (one, other) => Math.Abs(one - other) < 1e-5f);
            Assert.Equal(alone[stream].Gru1.H.ToArray(), together[stream].Gru1.H.ToArray(), static (one, other) => Math.Abs(one - other) < 1e-5f);
        }
    }

    [Fact]
    public void A_call_that_does_not_fit_changes_no_state()
    {
        var model = new Session(1);
        Session.State one = new(), two = new();
        float[] outputs = new float[14];
        model.Step(new[] { one, two }, [1, 2], outputs);
        float[] before = one.Gru1.H.ToArray();
        Expect("states[1] is there before", () => model.Step(new[] { one, one }, [1, 2], outputs));
        Expect("inputs[1] is token 7; the vocabulary has 7 tokens, 0 to 6.", () => model.Step(new[] { one, two }, [1, 7], outputs));
        Expect("inputs must have 2 values", () => model.Step(new[] { one, two }, [1], outputs));
        Expect("outputs must have 14 values", () => model.Step(new[] { one, two }, [1, 2], new float[7]));
        Expect("but this model's is a", () => ((IStreamModel<int>)model).Step(new StreamState[] { one, new Diary.State() }, [1, 2], outputs));
        Assert.Throws<ArgumentNullException>(() => model.Step(new[] { one, null! }, [1, 2], outputs));
        Assert.Equal(before, one.Gru1.H.ToArray());
        Assert.Equal(1, one.Steps);
        model.Step(Array.Empty<Session.State>(), [], []);

        static void Expect(string message, Action call) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_call_allocates_nothing()
    {
        var model = new Session(1);
        Session.State[] states = [.. Enumerable.Range(0, Streams).Select(static _ => new Session.State())];
        int[] tokens = new int[Streams];
        float[] outputs = new float[Streams * 7];
        model.Step(states, tokens, outputs);
        model.Step(states, tokens, outputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Step(states, tokens, outputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>A model of another version, whose interface has a default.</summary>
    [Fact]
    public void A_model_without_the_call_takes_one_step_after_the_other()
    {
        IStreamModel<float> model = new Sums();
        StreamState[] states = [model.CreateState(), model.CreateState()];
        float[] outputs = new float[2];
        model.Step(states, [1, 2], outputs);
        model.Step(states, [3, 4], outputs);
        Assert.Equal([3, 4], outputs);
    }

    private sealed class Sums : IStreamModel<float>
    {
        public StreamState CreateState() => new Diary.State();

        public void Step(ReadOnlySpan<float> input, Span<float> output, StreamState state) => output[0] = input[0];
    }
}

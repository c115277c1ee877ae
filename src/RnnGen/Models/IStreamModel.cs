namespace RnnGen;

/// <summary>A model that takes one time step after the other, with a state of the caller's: that of a causal network.</summary>
/// <typeparam name="TIn">Type of an input value: <see cref="float"/>, or <see cref="int"/> token ids.</typeparam>
public interface IStreamModel<TIn>
    where TIn : unmanaged
{
    /// <summary>Begins a stream: all states are zero.</summary>
    StreamState CreateState();

    /// <summary>Computes one time step of a stream of any length.</summary>
    /// <param name="input">The step's input, one value for each feature.</param>
    /// <param name="output">Receives the step's output, one value for each feature.</param>
    /// <param name="state">What the stream has left behind so far, of <see cref="CreateState"/> of the same class; brought up to date. One thread may use it at a time.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the state is another model's.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
#pragma warning disable CA1716 // A keyword in Visual Basic, and the field's word.
    void Step(ReadOnlySpan<TIn> input, Span<float> output, StreamState state);

    /// <summary>Computes one time step of many streams at once, each as by itself: what is read of the parameters serves all of them.</summary>
    /// <param name="states">The streams, each once, whatever steps each has taken; brought up to date.</param>
    /// <param name="inputs">The input of each stream, one after the other.</param>
    /// <param name="outputs">Receives the output of each stream.</param>
    /// <exception cref="ArgumentException">A length does not fit, a state is another model's or there twice.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
    /// <remarks>Models that were built before there was this call take one step after the other.</remarks>
    void Step(ReadOnlySpan<StreamState> states, ReadOnlySpan<TIn> inputs, Span<float> outputs)
    {
        for (int stream = 0; stream < states.Length; stream++)
        {
            int input = inputs.Length / states.Length, output = outputs.Length / states.Length;
            Step(inputs.Slice(stream * input, input), outputs.Slice(stream * output, output), states[stream]);
        }
    }
#pragma warning restore CA1716
}

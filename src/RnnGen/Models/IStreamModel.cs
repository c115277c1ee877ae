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
#pragma warning restore CA1716
}

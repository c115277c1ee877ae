using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>What training asks of a model whose batches go on where those before them ended.</summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IContinuedModel<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Floats of a sample's states.</summary>
    int StateSize { get; }

    /// <summary>Mean loss of a batch that goes on with states; its gradient is added to what is there, and ends at the states.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="gradients">What the gradient is added to, laid out as the parameters.</param>
    /// <param name="initialState">[batch, StateSize]</param>
    /// <param name="finalState">Receives the states after the last step; may be the same memory.</param>
    float AddGradients(
        ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, ReadOnlySpan<float> initialState, Span<float> finalState);
}

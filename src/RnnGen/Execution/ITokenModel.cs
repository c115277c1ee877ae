using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>What training asks of a model whose inputs are token ids, so that a batch costs what its tokens cost, however large the vocabulary is.</summary>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITokenModel<TTarget>
    where TTarget : unmanaged
{
    /// <summary>The table of the tokens.</summary>
    TokenTable? Tokens { get; }

    /// <summary>Mean loss of a batch; its gradient is added to what is there.</summary>
    /// <param name="inputs">Token ids of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="gradients">What the gradient is added to, laid out as the parameters.</param>
    float AddGradients(ReadOnlySpan<int> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);
}

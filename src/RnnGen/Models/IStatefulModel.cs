namespace RnnGen;

/// <summary>
/// What every model with <see cref="RnnModelAttribute.Stateful"/> can do: go on with states, and hand on those that it ends with. For code that is generic in the model; the class has
/// the same calls with its own <c>Workspace</c>.
/// </summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
public interface IStatefulModel<TIn>
    where TIn : unmanaged
{
    /// <summary>The states of the recurrent layers in the order in which calls take and give them.</summary>
    ReadOnlySpan<StateInfo> StateTable { get; }

    /// <summary>Computes the outputs of sequences, or of parts of sequences, that go on where others ended.</summary>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="initialState">[batch, state size] as <see cref="StateTable"/> says; empty for zeros.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="finalState">Receives [batch, state size]; empty if not wanted.</param>
    /// <exception cref="ArgumentException">A span has a length that does not fit.</exception>
    void Predict(ReadOnlySpan<TIn> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState);

    /// <summary>The same, keeping in the workspace what <see cref="Backward"/> needs.</summary>
    /// <inheritdoc cref="Predict"/>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="initialState">[batch, state size] as <see cref="StateTable"/> says; empty for zeros.</param>
    /// <param name="outputs">Receives the outputs.</param>
    /// <param name="finalState">Receives [batch, state size]; empty if not wanted.</param>
    /// <param name="workspace">A workspace of this model.</param>
    void Forward(ReadOnlySpan<TIn> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace workspace);

    /// <summary>The vector–Jacobian product of the last <see cref="Forward"/> with this workspace, through outputs and final states.</summary>
    /// <param name="outputGradients">Gradient of the loss with respect to the outputs.</param>
    /// <param name="finalStateGradients">Its gradient with respect to the final states, [batch, state size]; empty for zeros.</param>
    /// <param name="parameterGradients">Receives the gradient of every parameter.</param>
    /// <param name="inputGradients">Receives the gradient of the inputs; empty if not wanted.</param>
    /// <param name="initialStateGradients">Receives the gradient of the initial states, [batch, state size]; empty if not wanted.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="accumulate">Whether to add to <paramref name="parameterGradients"/> rather than overwrite it.</param>
    /// <exception cref="ArgumentException">A span has a length that does not fit.</exception>
    /// <exception cref="InvalidOperationException">The workspace's last call was no forward pass of this model, or the parameters have been changed since.</exception>
    void Backward(
        ReadOnlySpan<float> outputGradients,
        ReadOnlySpan<float> finalStateGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        Span<float> initialStateGradients,
        ModelWorkspace workspace,
        bool accumulate = false);
}

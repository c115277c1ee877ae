namespace RnnGen;

/// <summary>
/// What every model with <see cref="RnnModelAttribute.VariableLength"/> can do besides: take sequences of different lengths, each padded at its end. What is in the padding counts for
/// nothing. For code that is generic in the model; the class has the same calls with its own <c>Workspace</c>.
/// </summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
public interface IVariableLengthModel<TIn, TTarget> : IRnnModel<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Computes the outputs of sequences of different lengths.</summary>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <param name="outputs">Receives the outputs; those of a sequence stand first, with zeros behind.</param>
    /// <exception cref="ArgumentException">A span's length, or that of a sequence, does not fit.</exception>
    void Predict(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, Span<float> outputs);

    /// <summary>The same, in memory of the caller's.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{TIn}, ReadOnlySpan{int}, Span{float})"/>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <param name="outputs">Receives the outputs; those of a sequence stand first, with zeros behind.</param>
    /// <param name="workspace">A workspace of this model.</param>
    void Predict(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, Span<float> outputs, ModelWorkspace workspace);

    /// <summary>The same, keeping in the workspace what <see cref="IRnnModel{TIn, TTarget}.Backward"/> needs.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{TIn}, ReadOnlySpan{int}, Span{float}, ModelWorkspace)"/>
    void Forward(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, Span<float> outputs, ModelWorkspace workspace);

    /// <summary>Mean loss of sequences of different lengths and its gradient.</summary>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <param name="targets">The targets, those of a sequence first.</param>
    /// <param name="gradients">Receives the gradient of every parameter.</param>
    /// <returns>The mean loss over the targets of all steps that sequences have.</returns>
    /// <exception cref="ArgumentException">A span's length, or that of a sequence, does not fit.</exception>
    float ComputeGradients(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>The same, in memory of the caller's.</summary>
    /// <inheritdoc cref="ComputeGradients(ReadOnlySpan{TIn}, ReadOnlySpan{int}, ReadOnlySpan{TTarget}, Span{float})"/>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <param name="targets">The targets, those of a sequence first.</param>
    /// <param name="gradients">Receives the gradient of every parameter.</param>
    /// <param name="workspace">A workspace of this model.</param>
    float ComputeGradients(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets, Span<float> gradients, ModelWorkspace workspace);

    /// <summary>Mean loss of sequences of different lengths, without a gradient.</summary>
    /// <param name="inputs">The inputs, as those of <see cref="IRnnModel{TIn, TTarget}"/>.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <param name="targets">The targets, those of a sequence first.</param>
    /// <returns>The mean loss over the targets of all steps that sequences have.</returns>
    /// <exception cref="ArgumentException">A span's length, or that of a sequence, does not fit.</exception>
    float ComputeLoss(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets);
}

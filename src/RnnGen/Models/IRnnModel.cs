namespace RnnGen;

/// <summary>
/// What every generated model can do, whatever its layers: the view that training, storage and tools take of it.
/// </summary>
/// <typeparam name="TIn">Type of an input value: <see cref="float"/>.</typeparam>
/// <typeparam name="TTarget">Type of a target value: <see cref="float"/>, or <see cref="int"/> class ids.</typeparam>
public interface IRnnModel<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>The class's name, for messages.</summary>
    string ModelName { get; }

    /// <summary>Number of input values of one sample.</summary>
    int InputsPerSample { get; }

    /// <summary>Number of target values of one sample.</summary>
    int TargetsPerSample { get; }

    /// <summary>Number of output values of one sample.</summary>
    int OutputsPerSample { get; }

    /// <summary>The tensors of the parameter buffer, in order and without gaps.</summary>
    ReadOnlySpan<ParameterInfo> ParameterTensors { get; }

    /// <summary>Every parameter, laid out as <see cref="ParameterTensors"/> says.</summary>
    ReadOnlySpan<float> Parameters { get; }

    /// <summary>Opens the parameters for writing; see <see cref="ParameterEdit"/>.</summary>
    ParameterEdit EditParameters();

    /// <summary>Computes the outputs of one sequence or many.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="outputs">Receives the outputs of each sample.</param>
    void Predict(ReadOnlySpan<TIn> inputs, Span<float> outputs);

    /// <summary>Mean loss of a batch and its gradient over all parameters.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="gradients">Receives the gradient, laid out as <see cref="Parameters"/>; overwritten.</param>
    /// <returns>The mean loss.</returns>
    float ComputeGradients(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>Mean loss of a batch, without a gradient.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <returns>The mean loss.</returns>
    float ComputeLoss(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>
    /// How many targets count in the mean loss: what the losses of several batches are weighed by, so that their mean is that of all samples.
    /// </summary>
    /// <param name="targets">Targets of a whole number of samples.</param>
    /// <returns>Their number, without class ids of −1.</returns>
    int CountTargets(ReadOnlySpan<TTarget> targets);

    /// <summary>Looks for a value that the model cannot learn from.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <returns>The first target that the loss does not take, else the first input that is not finite and reaches a target that counts, else null.</returns>
    SampleFault? FindFault(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets);
}

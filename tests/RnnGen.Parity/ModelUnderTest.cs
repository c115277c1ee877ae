extern alias library;

namespace RnnGen.Parity;

/// <summary>
/// The calls of a generated model, without its type. Targets are floats here, also where they stand for class ids. Each
/// compiled declaration comes with a class that implements this; see <see cref="ModelSource"/>.
/// </summary>
public interface IModelUnderTest
{
    /// <summary>The tensors of the parameter buffer: name, offset and length of each.</summary>
    IReadOnlyList<(string Name, int Offset, int Length)> Tensors { get; }

    void SetParameters(ReadOnlySpan<float> values);

    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, bool ownWorkspace);

    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, bool ownWorkspace);

    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The next time step of a stream, or the first of a new one.</summary>
    void TakeStep(ReadOnlySpan<float> input, Span<float> output, bool isFirst);

    void Backward(ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, bool accumulate);
}

/// <summary>What does not depend on the generated type.</summary>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
public abstract class ModelUnderTest<TTarget>(library::RnnGen.IRnnModel<float, TTarget> model) : IModelUnderTest
    where TTarget : unmanaged
{
    public IReadOnlyList<(string Name, int Offset, int Length)> Tensors { get; } =
        [.. model.ParameterTable.ToArray().Select(tensor => (tensor.Name, tensor.Offset, tensor.Length))];

    public void SetParameters(ReadOnlySpan<float> values)
    {
        using library::RnnGen.ParameterEdit edit = model.EditParameters();
        values.CopyTo(edit.Values);
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, bool ownWorkspace)
    {
        if (ownWorkspace)
        {
            PredictInWorkspace(inputs, outputs);
        }
        else
        {
            model.Predict(inputs, outputs);
        }
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => model.ComputeLoss(inputs, Convert(targets));

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, bool ownWorkspace) =>
        ownWorkspace
            ? ComputeGradientsInWorkspace(inputs, Convert(targets), gradients)
            : model.ComputeGradients(inputs, Convert(targets), gradients);

    public abstract void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void TakeStep(ReadOnlySpan<float> input, Span<float> output, bool isFirst);

    public abstract void Backward(
        ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, bool accumulate);

    protected abstract void PredictInWorkspace(ReadOnlySpan<float> inputs, Span<float> outputs);

    protected abstract float ComputeGradientsInWorkspace(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    private static TTarget[] Convert(ReadOnlySpan<float> targets)
    {
        var converted = new TTarget[targets.Length];
        for (int index = 0; index < targets.Length; index++)
        {
            converted[index] = typeof(TTarget) == typeof(int)
                ? (TTarget)(object)(int)targets[index]
                : (TTarget)(object)targets[index];
        }

        return converted;
    }
}

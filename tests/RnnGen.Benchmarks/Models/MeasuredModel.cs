using RnnGen.Runtime;

namespace RnnGen.Benchmarks.Models;

/// <summary>A declared model with its workspace and the state of one stream, for code that takes any of them.</summary>
internal abstract class MeasuredModel
{
    public abstract IRnnModel<float, float> Model { get; }

    /// <summary>The model that is declared under a name, such as <c>Lstm32x64x32</c>.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="batch">Sequences for which there is room.</param>
    public static MeasuredModel Create(string name, int batch)
    {
        Type type = Type.GetType($"{typeof(MeasuredModel).Namespace}.{name}") ?? throw new InvalidOperationException($"No model {name} is declared in the folder Models.");
        Type workspace = type.GetNestedType("Workspace")!, state = type.GetNestedType("State")!;
        return (MeasuredModel)Activator.CreateInstance(
            typeof(MeasuredModel<,>).MakeGenericType(workspace, state),
            Activator.CreateInstance(type, 0), Activator.CreateInstance(workspace, batch), Activator.CreateInstance(state))!;
    }

    public abstract void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void Backward(ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients);

    /// <summary>Begins a new stream.</summary>
    public abstract void ResetStream();

    /// <summary>The stream's next steps, one call each.</summary>
    /// <param name="inputs">[steps, inputs]</param>
    /// <param name="outputs">[steps]</param>
    public abstract void Stream(ReadOnlySpan<float> inputs, Span<float> outputs);
}

/// <summary>A model of one output.</summary>
internal sealed class MeasuredModel<TWorkspace, TState>(IMeasuredModel<TWorkspace, TState> model, TWorkspace workspace, TState state) : MeasuredModel
    where TState : StreamState
{
    // Looking the interface's method up at every step takes ten nanoseconds, which no user of a model has to pay.
    private readonly Action<ReadOnlySpan<float>, Span<float>, TState> step = model.Step;

    public override IRnnModel<float, float> Model => model;

    public override void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => model.Predict(inputs, outputs, workspace);

    public override void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => model.Forward(inputs, outputs, workspace);

    public override void Backward(ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients) =>
        model.Backward(outputGradients, parameterGradients, inputGradients, workspace);

    public override void ResetStream() => state.Reset();

    public override void Stream(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int size = inputs.Length / outputs.Length;
        for (int index = 0; index < outputs.Length; index++)
        {
            step(inputs.Slice(index * size, size), outputs.Slice(index, 1), state);
        }
    }
}

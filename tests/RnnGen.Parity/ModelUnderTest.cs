extern alias library;

using System.Runtime.InteropServices;

namespace RnnGen.Parity;

/// <summary>The calls of a generated model, without its types. Inputs and targets are floats here, also where they stand for token or class ids.</summary>
public interface IModelUnderTest
{
    /// <summary>The tensors of the parameter buffer: name, offset and length of each.</summary>
    IReadOnlyList<(string Name, int Offset, int Length)> Tensors { get; }

    void SetParameters(ReadOnlySpan<float> values);

    /// <summary>Lengths of the samples of calls to come, none where all have all steps; and the seed of what calls with the workspace drop, if any.</summary>
    void SetMasks(int[] lengths, long? seed);

    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, bool ownWorkspace);

    float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, bool ownWorkspace);

    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The next time step of a stream, or the first of a new one.</summary>
    void TakeStep(ReadOnlySpan<float> input, Span<float> output, bool isFirst);

    /// <summary>The next time step of many streams at once, or the first of new ones.</summary>
    void TakeSteps(ReadOnlySpan<float> inputs, Span<float> outputs, int streams, bool isFirst);

    void Backward(ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, bool accumulate);

    /// <summary>Goes on with states; with the workspace if a backward pass is to follow.</summary>
    void GoOn(ReadOnlySpan<float> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, bool keep);

    void BackwardThroughStates(
        ReadOnlySpan<float> outputGradients, ReadOnlySpan<float> finalStateGradients, Span<float> parameterGradients, Span<float> inputGradients, Span<float> initialStateGradients);
}

/// <summary>One model, with a workspace and the state of one stream.</summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
internal sealed class ModelUnderTest<TIn, TTarget>(library::RnnGen.IRnnModel<TIn, TTarget> model, int maxBatch) : IModelUnderTest
    where TIn : unmanaged
    where TTarget : unmanaged
{
    private readonly library::RnnGen.ModelWorkspace workspace = model.CreateWorkspace(maxBatch);
    private readonly library::RnnGen.IStatefulModel<TIn>? stateful = model as library::RnnGen.IStatefulModel<TIn>;
    private readonly library::RnnGen.IStreamModel<TIn>? streamed = model as library::RnnGen.IStreamModel<TIn>;
    private readonly library::RnnGen.IVariableLengthModel<TIn, TTarget>? variable = model as library::RnnGen.IVariableLengthModel<TIn, TTarget>;
    private int[] lengths = [];
    private library::RnnGen.StreamState[] states = [];
    private readonly library::RnnGen.StreamState? state = (model as library::RnnGen.IStreamModel<TIn>)?.CreateState();

    public IReadOnlyList<(string Name, int Offset, int Length)> Tensors { get; } =
        [.. model.ParameterTable.ToArray().Select(tensor => (tensor.Name, tensor.Offset, tensor.Length))];

    public void SetParameters(ReadOnlySpan<float> values)
    {
        using library::RnnGen.ParameterEdit edit = model.EditParameters();
        values.CopyTo(edit.Values);
    }

    public void SetMasks(int[] lengths, long? seed)
    {
        this.lengths = lengths;
        workspace.DropoutSeed = seed;
    }

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, bool ownWorkspace)
    {
        if (lengths.Length > 0 && ownWorkspace)
        {
            variable!.Predict(Convert<TIn>(inputs), lengths, outputs, workspace);
        }
        else if (lengths.Length > 0)
        {
            variable!.Predict(Convert<TIn>(inputs), lengths, outputs);
        }
        else if (ownWorkspace)
        {
            model.Predict(Convert<TIn>(inputs), outputs, workspace);
        }
        else
        {
            model.Predict(Convert<TIn>(inputs), outputs);
        }
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => lengths.Length > 0
        ? variable!.ComputeLoss(Convert<TIn>(inputs), lengths, Convert<TTarget>(targets))
        : model.ComputeLoss(Convert<TIn>(inputs), Convert<TTarget>(targets));

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, bool ownWorkspace) =>
        (lengths.Length > 0, ownWorkspace) switch
        {
            (true, true) => variable!.ComputeGradients(Convert<TIn>(inputs), lengths, Convert<TTarget>(targets), gradients, workspace),
            (true, false) => variable!.ComputeGradients(Convert<TIn>(inputs), lengths, Convert<TTarget>(targets), gradients),
            (false, true) => model.ComputeGradients(Convert<TIn>(inputs), Convert<TTarget>(targets), gradients, workspace),
            _ => model.ComputeGradients(Convert<TIn>(inputs), Convert<TTarget>(targets), gradients),
        };

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (lengths.Length > 0)
        {
            variable!.Forward(Convert<TIn>(inputs), lengths, outputs, workspace);
        }
        else
        {
            model.Forward(Convert<TIn>(inputs), outputs, workspace);
        }
    }

    public void TakeStep(ReadOnlySpan<float> input, Span<float> output, bool isFirst)
    {
        if (isFirst)
        {
            state!.Reset();
        }

        streamed!.Step(Convert<TIn>(input), output, state!);
    }

    public void TakeSteps(ReadOnlySpan<float> inputs, Span<float> outputs, int streams, bool isFirst)
    {
        if (isFirst)
        {
            states = [.. Enumerable.Range(0, streams).Select(_ => streamed!.CreateState())];
        }

        streamed!.Step(states, Convert<TIn>(inputs), outputs);
    }

    public void Backward(ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, bool accumulate) =>
        model.Backward(outputGradients, parameterGradients, inputGradients, workspace, accumulate);

    public void GoOn(ReadOnlySpan<float> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, bool keep)
    {
        if (keep)
        {
            stateful!.Forward(Convert<TIn>(inputs), initialState, outputs, finalState, workspace);
        }
        else
        {
            stateful!.Predict(Convert<TIn>(inputs), initialState, outputs, finalState);
        }
    }

    public void BackwardThroughStates(
        ReadOnlySpan<float> outputGradients, ReadOnlySpan<float> finalStateGradients, Span<float> parameterGradients, Span<float> inputGradients, Span<float> initialStateGradients) =>
        stateful!.Backward(outputGradients, finalStateGradients, parameterGradients, inputGradients, initialStateGradients, workspace);

    /// <summary>The same memory where the model takes floats, so that what it must not write to is not a copy.</summary>
    private static ReadOnlySpan<T> Convert<T>(ReadOnlySpan<float> values)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return MemoryMarshal.Cast<float, T>(values);
        }

        int[] ids = new int[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            ids[index] = (int)values[index];
        }

        return MemoryMarshal.Cast<int, T>(ids);
    }
}

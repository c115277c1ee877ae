using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

// Batches of sequences of different lengths: aligned at their ends, in copies, and back.
public static unsafe partial class NetworkExecutor<TNetwork, TSequence>
{
    /// <summary>Outputs of sequences of different lengths.</summary>
    /// <typeparam name="TIn">Type of an input value: float, or int token ids.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize], or [batch, InputLength] token ids, padded at the end.</param>
    /// <param name="lengths">[batch]: steps of each sample.</param>
    /// <param name="initialState">[batch, StateSize]; empty for zeros.</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]; zeros behind the last output of a sample.</param>
    /// <param name="finalState">Receives [batch, StateSize]; empty if not wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <exception cref="ArgumentException">A span's length, a sample's length or a token does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static void Predict<TIn>(
        ParameterBuffer parameters,
        ReadOnlySpan<TIn> inputs,
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<float> initialState,
        Span<float> outputs,
        Span<float> finalState,
        ModelWorkspace? workspace)
        where TIn : unmanaged
    {
        using RentedValues<TIn> aligned = Aligned(inputs, lengths);
        fixed (int* steps = lengths)
        fixed (TIn* x = aligned.Span)
        fixed (float* p = &parameters.Origin)
        {
            var masks = new SampleMasks(steps, default);
            if (typeof(TIn) == typeof(int))
            {
                Predict(parameters, new TokenInputs((int*)x, inputs.Length, p, masks), initialState, outputs, finalState, workspace);
            }
            else
            {
                Predict(parameters, new ValueInputs((float*)x, inputs.Length, masks), initialState, outputs, finalState, workspace);
            }
        }

        SampleLengths.MoveToBeginning(outputs, lengths, Layout.OutputLength, Layout.OutputSize);
    }

    /// <summary>The same, keeping what the backward pass needs in the workspace.</summary>
    /// <inheritdoc cref="Predict{TIn}(ParameterBuffer, ReadOnlySpan{TIn}, ReadOnlySpan{int}, ReadOnlySpan{float}, Span{float}, Span{float}, ModelWorkspace?)"/>
    public static void Forward<TIn>(
        ParameterBuffer parameters,
        ReadOnlySpan<TIn> inputs,
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<float> initialState,
        Span<float> outputs,
        Span<float> finalState,
        ModelWorkspace workspace)
        where TIn : unmanaged
    {
        ArgumentNullException.ThrowIfNull(workspace);
        using RentedValues<TIn> aligned = Aligned(inputs, lengths);
        fixed (int* steps = lengths)
        fixed (TIn* x = aligned.Span)
        fixed (float* p = &parameters.Origin)
        {
            var masks = new SampleMasks(steps, new DropoutSource(workspace.DropoutSeed));
            if (typeof(TIn) == typeof(int))
            {
                Forward(parameters, new TokenInputs((int*)x, inputs.Length, p, masks), initialState, outputs, finalState, workspace);
            }
            else
            {
                Forward(parameters, new ValueInputs((float*)x, inputs.Length, masks), initialState, outputs, finalState, workspace);
            }
        }

        workspace.Forward.KeepLengths(lengths);
        SampleLengths.MoveToBeginning(outputs, lengths, Layout.OutputLength, Layout.OutputSize);
    }

    /// <summary>Mean loss of sequences of different lengths and, where asked for, its gradient.</summary>
    /// <typeparam name="TIn">Type of an input value: float, or int token ids.</typeparam>
    /// <typeparam name="TTarget">Type of a target value: float, or int class ids.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize], or [batch, InputLength] token ids, padded at the end.</param>
    /// <param name="lengths">[batch]: steps of each sample.</param>
    /// <param name="targets">[batch, OutputLength, OutputSize], or [batch, OutputLength] class ids, padded at the end.</param>
    /// <param name="gradients">Receives the gradient; empty if only the loss is wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <returns>The mean loss over the targets that count.</returns>
    /// <exception cref="ArgumentException">A span's length, a sample's length, a token or a class id does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static float ComputeGradients<TIn, TTarget>(
        ParameterBuffer parameters, ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets, Span<float> gradients, ModelWorkspace? workspace)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        var batch = new TrainingBatch<TIn, TTarget> { Inputs = inputs, Lengths = lengths, Targets = targets };
        return ComputeGradientsOfLengths(parameters, batch, gradients, workspace, accumulate: false, Dropped(parameters, gradients, workspace));
    }

    private static float AddGradientsOfLengths<TIn, TTarget>(ParameterBuffer parameters, TrainingBatch<TIn, TTarget> batch, Span<float> gradients)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        ComputeGradientsOfLengths(parameters, batch, gradients, workspace: null, accumulate: true, new DropoutSource(batch.DropoutSeed));

    private static float ComputeGradientsOfLengths<TIn, TTarget>(
        ParameterBuffer parameters, TrainingBatch<TIn, TTarget> batch, Span<float> gradients, ModelWorkspace? workspace, bool accumulate, DropoutSource dropout)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        NetworkLayout layout = Layout;
        using RentedValues<TIn> inputs = Aligned(batch.Inputs, batch.Lengths);
        int samples = batch.Lengths.Length;
        BatchArguments.Require("targets", batch.Targets.Length, samples, layout.TargetsPerSample);
        SampleLengths.RequireTargets(layout, batch.Targets, batch.Lengths);
        BatchArguments.RequireOrEmpty("states", batch.States.Length, samples, layout.StateSize);
        using RentedValues<TTarget> targets = new(batch.Targets.Length);
        SampleLengths.MoveToEnd(batch.Targets, targets.Span, batch.Lengths, layout.OutputLength, layout.TargetSize, Padding.NoTarget<TTarget>());

        // Numbers all count, so that steps which a sample does not have need a weight.
        using RentedValues<float> weights = new(samples * layout.OutputLength);
        Padding.Weigh(layout, batch.SampleWeights, batch.Lengths, weights.Span);
        fixed (int* steps = batch.Lengths)
        fixed (TIn* x = inputs.Span)
        fixed (float* p = &parameters.Origin, states = batch.States, classes = batch.ClassWeights, ofSteps = weights.Span)
        {
            var extras = new BatchExtras(new BatchStates(states, states, batch.States.Length), new TargetWeights(classes, ofSteps, layout.OutputLength));
            var masks = new SampleMasks(steps, dropout);
            return typeof(TIn) == typeof(int)
                ? ComputeGradients<TokenInputs, TTarget>(parameters, new TokenInputs((int*)x, batch.Inputs.Length, p, masks), targets.Span, gradients, workspace, accumulate, extras)
                : ComputeGradients<ValueInputs, TTarget>(parameters, new ValueInputs((float*)x, batch.Inputs.Length, masks), targets.Span, gradients, workspace, accumulate, extras);
        }
    }

    /// <summary>A copy of inputs whose samples end together.</summary>
    private static RentedValues<TIn> Aligned<TIn>(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths)
        where TIn : unmanaged
    {
        NetworkLayout layout = Layout;
        SampleLengths.Require(layout, lengths, BatchArguments.Batch(layout, inputs.Length));
        int size = layout.Tokens is null ? layout.InputSize : 1;
        if (layout.Tokens is not null)
        {
            SampleLengths.RequireTokens(layout, MemoryMarshal.Cast<TIn, int>(inputs), lengths);
        }

        RentedValues<TIn> aligned = new(inputs.Length);
        SampleLengths.MoveToEnd(inputs, aligned.Span, lengths, layout.InputLength, size, Padding.NoInput<TIn>());
        return aligned;
    }

    /// <summary>What a forward pass masks that a backward pass may follow.</summary>
    private static SampleMasks Kept(ModelWorkspace? workspace) => new(null, new DropoutSource(workspace?.DropoutSeed));

    /// <summary>What a call for a loss masks.</summary>
    private static SampleMasks Trained(ParameterBuffer parameters, Span<float> gradients, ModelWorkspace? workspace) => new(null, Dropped(parameters, gradients, workspace));

    /// <summary>What a call for a loss drops: nothing where its gradient is not wanted, else what the caller's seed says, or the number of changes that parameters have seen.</summary>
    private static DropoutSource Dropped(ParameterBuffer parameters, Span<float> gradients, ModelWorkspace? workspace) =>
        new(gradients.IsEmpty ? null : workspace?.DropoutSeed ?? parameters.Version);
}

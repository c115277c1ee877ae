using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// Runs a model's unrolled code over batches of any size. Here is what the emitted code calls, with its checks of arguments; the
/// other part cuts the batch into blocks of samples and moves each block into lanes and back. Sums are made in a fixed order, so results have the same bits every time, with any number of threads.
/// </summary>
/// <typeparam name="TNetwork">The emitted code for batches.</typeparam>
/// <typeparam name="TSequence">The emitted code for one sequence.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class NetworkExecutor<TNetwork, TSequence>
    where TNetwork : struct, IUnrolledNetwork
    where TSequence : struct, IUnrolledNetwork
{
    private static NetworkLayout Layout => TNetwork.Layout;

    /// <summary>Outputs of a batch.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static void Predict(ParameterBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace? workspace) =>
        Predict(parameters, inputs, [], outputs, [], workspace);

    /// <summary>Outputs of a batch of token ids.</summary>
    /// <inheritdoc cref="Predict(ParameterBuffer, ReadOnlySpan{float}, Span{float}, ModelWorkspace?)"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    public static void Predict(ParameterBuffer parameters, ReadOnlySpan<int> inputs, Span<float> outputs, ModelWorkspace? workspace) =>
        Predict(parameters, inputs, [], outputs, [], workspace);

    /// <summary>Outputs of a batch that goes on with states, and the states it ends with.</summary>
    /// <inheritdoc cref="Predict(ParameterBuffer, ReadOnlySpan{float}, Span{float}, ModelWorkspace?)"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="initialState">[batch, StateSize]; empty for zeros.</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="finalState">Receives [batch, StateSize]; empty if not wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    public static void Predict(
        ParameterBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace? workspace)
    {
        fixed (float* x = inputs)
        {
            Predict(parameters, new ValueInputs(x, inputs.Length, default), initialState, outputs, finalState, workspace);
        }
    }

    /// <summary>Outputs of a batch of token ids that goes on with states, and the states it ends with.</summary>
    /// <inheritdoc cref="Predict(ParameterBuffer, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, Span{float}, ModelWorkspace?)"/>
    public static void Predict(
        ParameterBuffer parameters, ReadOnlySpan<int> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace? workspace)
    {
        fixed (int* ids = inputs)
        fixed (float* p = &parameters.Origin)
        {
            Predict(parameters, new TokenInputs(ids, inputs.Length, p, default), initialState, outputs, finalState, workspace);
        }
    }

    /// <summary>Outputs of a batch, keeping what <see cref="Backward(ParameterBuffer, ReadOnlySpan{float}, Span{float}, Span{float}, ModelWorkspace, bool)"/> needs in the workspace.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="workspace">Receives what the backward pass needs.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    public static void Forward(ParameterBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace) =>
        Forward(parameters, inputs, [], outputs, [], workspace);

    /// <summary>Outputs of a batch of token ids, keeping what the backward pass needs in the workspace.</summary>
    /// <inheritdoc cref="Forward(ParameterBuffer, ReadOnlySpan{float}, Span{float}, ModelWorkspace)"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="workspace">Receives what the backward pass needs.</param>
    public static void Forward(ParameterBuffer parameters, ReadOnlySpan<int> inputs, Span<float> outputs, ModelWorkspace workspace) =>
        Forward(parameters, inputs, [], outputs, [], workspace);

    /// <summary>Outputs of a batch that goes on with states, and the states it ends with, keeping what the backward pass needs in the workspace.</summary>
    /// <inheritdoc cref="Forward(ParameterBuffer, ReadOnlySpan{float}, Span{float}, ModelWorkspace)"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="initialState">[batch, StateSize]; empty for zeros.</param>
    /// <param name="outputs">[batch, OutputLength, OutputSize]</param>
    /// <param name="finalState">Receives [batch, StateSize]; empty if not wanted.</param>
    /// <param name="workspace">Receives what the backward pass needs.</param>
    public static void Forward(
        ParameterBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace workspace)
    {
        fixed (float* x = inputs)
        {
            Forward(parameters, new ValueInputs(x, inputs.Length, Kept(workspace)), initialState, outputs, finalState, workspace);
        }
    }

    /// <summary>The same for token ids.</summary>
    /// <inheritdoc cref="Forward(ParameterBuffer, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float}, Span{float}, ModelWorkspace)"/>
    public static void Forward(
        ParameterBuffer parameters, ReadOnlySpan<int> inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace workspace)
    {
        fixed (int* ids = inputs)
        fixed (float* p = &parameters.Origin)
        {
            Forward(parameters, new TokenInputs(ids, inputs.Length, p, Kept(workspace)), initialState, outputs, finalState, workspace);
        }
    }

    /// <summary>The vector–Jacobian product of the batch that the forward pass last ran with this workspace.</summary>
    /// <param name="parameters">The model's parameters, unchanged since.</param>
    /// <param name="outputGradients">[batch, OutputLength, OutputSize]</param>
    /// <param name="parameterGradients">One value per parameter.</param>
    /// <param name="inputGradients">[batch, InputLength, InputSize], of tokens what they were looked up as; or empty if not wanted.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="accumulate">Whether to add to <paramref name="parameterGradients"/> rather than overwrite it.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">
    /// The workspace holds no forward pass with these parameters as they are now, an edit of them is open, or another thread is using the workspace.
    /// </exception>
    public static void Backward(
        ParameterBuffer parameters,
        ReadOnlySpan<float> outputGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        ModelWorkspace workspace,
        bool accumulate) => Backward(parameters, outputGradients, [], parameterGradients, inputGradients, [], workspace, accumulate);

    /// <summary>The vector–Jacobian product of a batch that goes on with states.</summary>
    /// <inheritdoc cref="Backward(ParameterBuffer, ReadOnlySpan{float}, Span{float}, Span{float}, ModelWorkspace, bool)"/>
    /// <param name="parameters">The model's parameters, unchanged since.</param>
    /// <param name="outputGradients">[batch, OutputLength, OutputSize]</param>
    /// <param name="finalStateGradients">[batch, StateSize]; empty for zeros.</param>
    /// <param name="parameterGradients">One value per parameter.</param>
    /// <param name="inputGradients">[batch, InputLength, InputSize], or empty if not wanted.</param>
    /// <param name="initialStateGradients">[batch, StateSize], or empty if not wanted.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="accumulate">Whether to add to <paramref name="parameterGradients"/> rather than overwrite it.</param>
    public static void Backward(
        ParameterBuffer parameters,
        ReadOnlySpan<float> outputGradients,
        ReadOnlySpan<float> finalStateGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        Span<float> initialStateGradients,
        ModelWorkspace workspace,
        bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        using SoleUse use = new(workspace);
        parameters.RequireNoEdit();
        int batch = workspace.Forward.Require(parameters);
        BatchArguments.Require(nameof(outputGradients), outputGradients.Length, batch, Layout.OutputsPerSample);
        BatchArguments.RequireParameters(nameof(parameterGradients), parameterGradients.Length, Layout);
        if (!inputGradients.IsEmpty)
        {
            BatchArguments.Require(nameof(inputGradients), inputGradients.Length, batch, Layout.InputsPerSample);
        }

        BatchArguments.RequireOrEmpty(nameof(finalStateGradients), finalStateGradients.Length, batch, Layout.StateSize);
        BatchArguments.RequireOrEmpty(nameof(initialStateGradients), initialStateGradients.Length, batch, Layout.StateSize);
        if (!accumulate)
        {
            parameterGradients.Clear();
        }

        ReadOnlySpan<int> lengths = workspace.Forward.Lengths.Span;
        using RentedValues<float> aligned = new(lengths.IsEmpty ? 0 : outputGradients.Length);
        if (!lengths.IsEmpty)
        {
            SampleLengths.MoveToEnd(outputGradients, aligned.Span, lengths, Layout.OutputLength, Layout.OutputSize, padding: 0f);
            outputGradients = aligned.Span;
        }

        int blocked = BatchChoice.Blocked(batch, TSequence.Layout);
        if (blocked > 0 || Layout.Tokens is not null)
        {
            workspace.Reserve(batch, WorkspaceUse.Backward);
        }

        if (Layout.Tokens is not null && inputGradients.IsEmpty)
        {
            inputGradients = workspace.InputGradients(batch * Layout.InputsPerSample);
        }

        if (blocked > 0)
        {
            fixed (float* p = &parameters.Origin, dOutputs = outputGradients, dParameters = parameterGradients, dInputs = inputGradients)
            fixed (float* dFinal = finalStateGradients, dInitial = initialStateGradients)
            {
                var pass = new BackwardPass<TNetwork>(
                    p, dOutputs, outputGradients.Length, dParameters, dInputs, inputGradients.Length, new(dFinal, dInitial, batch * Layout.StateSize), workspace);
                BatchRunner.Run<TNetwork, BackwardPass<TNetwork>>(pass, blocked, workspace);
            }
        }

        if (blocked < batch)
        {
            Span<float> rest = inputGradients.IsEmpty ? default : inputGradients[(blocked * Layout.InputsPerSample)..];
            BackwardFew(
                ref parameters.Origin,
                outputGradients[(blocked * Layout.OutputsPerSample)..],
                parameterGradients,
                rest,
                finalStateGradients.IsEmpty ? [] : finalStateGradients[(blocked * Layout.StateSize)..],
                initialStateGradients.IsEmpty ? [] : initialStateGradients[(blocked * Layout.StateSize)..],
                workspace);
        }

        if (Layout.Tokens is not null)
        {
            TokenGradients.Add(Layout, workspace.Tokens(batch * Layout.InputLength), inputGradients, parameterGradients);
        }

        if (!lengths.IsEmpty && !inputGradients.IsEmpty)
        {
            SampleLengths.MoveToBeginning(inputGradients, lengths, Layout.InputLength, Layout.InputSize);
        }
    }

    /// <summary>Mean loss of a batch and, where asked for, its gradient over all parameters.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    /// <param name="gradients">Receives the gradient; empty if only the loss is wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static float ComputeGradients(
        ParameterBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, ModelWorkspace? workspace)
    {
        fixed (float* x = inputs)
        {
            return ComputeGradients(parameters, new ValueInputs(x, inputs.Length, Trained(parameters, gradients, workspace)), targets, gradients, workspace, accumulate: false);
        }
    }

    /// <summary>As the other overload, for targets that are class ids; −1 does not count.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength]</param>
    /// <param name="gradients">Receives the gradient; empty if only the loss is wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <returns>The mean loss over the targets that count; 0, with a gradient of zeros, where none does.</returns>
    /// <exception cref="ArgumentException">A length or a class id does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static float ComputeGradients(
        ParameterBuffer parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets, Span<float> gradients, ModelWorkspace? workspace)
    {
        fixed (float* x = inputs)
        {
            return ComputeGradients(parameters, new ValueInputs(x, inputs.Length, Trained(parameters, gradients, workspace)), targets, gradients, workspace, accumulate: false);
        }
    }

    /// <summary>As the other overload, for inputs that are token ids.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    /// <param name="gradients">Receives the gradient; empty if only the loss is wanted.</param>
    /// <param name="workspace">Scratch memory; null for some of a pool's.</param>
    /// <exception cref="ArgumentException">A length or a token does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open, or another thread is using the workspace.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static float ComputeGradients(
        ParameterBuffer parameters, ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets, Span<float> gradients, ModelWorkspace? workspace)
    {
        fixed (int* ids = inputs)
        fixed (float* p = &parameters.Origin)
        {
            return ComputeGradients(parameters, new TokenInputs(ids, inputs.Length, p, Trained(parameters, gradients, workspace)), targets, gradients, workspace, accumulate: false);
        }
    }

    /// <summary>As the other overload, for inputs that are token ids and targets that are class ids; −1 does not count.</summary>
    /// <inheritdoc cref="ComputeGradients(ParameterBuffer, ReadOnlySpan{int}, ReadOnlySpan{float}, Span{float}, ModelWorkspace?)"/>
    public static float ComputeGradients(
        ParameterBuffer parameters, ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets, Span<float> gradients, ModelWorkspace? workspace)
    {
        fixed (int* ids = inputs)
        fixed (float* p = &parameters.Origin)
        {
            return ComputeGradients(parameters, new TokenInputs(ids, inputs.Length, p, Trained(parameters, gradients, workspace)), targets, gradients, workspace, accumulate: false);
        }
    }

    /// <summary>Mean loss of a batch of training; its gradient is added to what is there.</summary>
    /// <typeparam name="TIn">Type of the model's input values: float, or int token ids.</typeparam>
    /// <typeparam name="TTarget">Type of its target values: float, or int class ids.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="gradients">What the gradient is added to.</param>
    /// <exception cref="ArgumentException">A length, a token or a class id does not fit.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory as the batch needs.</exception>
    public static float AddGradients<TIn, TTarget>(ParameterBuffer parameters, TrainingBatch<TIn, TTarget> batch, Span<float> gradients)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (!batch.Lengths.IsEmpty)
        {
            return AddGradientsOfLengths(parameters, batch, gradients);
        }

        int samples = BatchArguments.Batch(Layout, batch.Inputs.Length);
        BatchArguments.RequireOrEmpty("states", batch.States.Length, samples, Layout.StateSize);
        fixed (TIn* x = batch.Inputs)
        fixed (float* p = &parameters.Origin, states = batch.States, classes = batch.ClassWeights, steps = batch.SampleWeights)
        {
            var extras = new BatchExtras(new BatchStates(states, states, batch.States.Length), new TargetWeights(classes, steps, batch.SampleWeights.Length / samples));
            var masks = new SampleMasks(null, new DropoutSource(batch.DropoutSeed));
            return typeof(TIn) == typeof(int)
                ? AddGradients(parameters, new TokenInputs((int*)x, batch.Inputs.Length, p, masks), batch.Targets, gradients, extras)
                : AddGradients(parameters, new ValueInputs((float*)x, batch.Inputs.Length, masks), batch.Targets, gradients, extras);
        }
    }

    /// <summary>Number of targets that count in the mean loss: all of them.</summary>
    /// <param name="targets">Any number of targets.</param>
    public static int CountTargets(ReadOnlySpan<float> targets) => targets.Length;

    /// <summary>Number of targets that count in the mean loss: all class ids but −1.</summary>
    /// <param name="targets">Any number of targets.</param>
    public static int CountTargets(ReadOnlySpan<int> targets) => SampleChecks.Count(targets);

    /// <summary>The first value that the network cannot learn from, or null.</summary>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static SampleFault? FindFault(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        BatchArguments.Require(nameof(targets), targets.Length, BatchArguments.Batch(Layout, inputs.Length), Layout.TargetsPerSample);
        return SampleChecks.Find(Layout, inputs, targets);
    }

    /// <summary>The first value that the network cannot learn from, or null; targets are class ids, of which −1 does not count.</summary>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength]</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static SampleFault? FindFault(ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets)
    {
        BatchArguments.Require(nameof(targets), targets.Length, BatchArguments.Batch(Layout, inputs.Length), Layout.TargetsPerSample);
        return SampleChecks.Find(Layout, inputs, targets);
    }

    /// <summary>The first value that the network cannot learn from, or null; inputs are token ids.</summary>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static SampleFault? FindFault(ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets)
    {
        BatchArguments.Require(nameof(targets), targets.Length, BatchArguments.Batch(Layout, inputs.Length), Layout.TargetsPerSample);
        return SampleChecks.Find(Layout, inputs, targets);
    }

    /// <summary>The first value that the network cannot learn from, or null; inputs are token ids, targets class ids, of which −1 does not count.</summary>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="targets">[batch, OutputLength]</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static SampleFault? FindFault(ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets)
    {
        BatchArguments.Require(nameof(targets), targets.Length, BatchArguments.Batch(Layout, inputs.Length), Layout.TargetsPerSample);
        return SampleChecks.Find(Layout, inputs, targets);
    }
}

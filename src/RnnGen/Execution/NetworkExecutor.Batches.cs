using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

// How a batch is cut: into blocks of as many samples as a vector has lanes, and the few that are left over.
public static unsafe partial class NetworkExecutor<TNetwork, TSequence>
{
    /// <summary>For calls all of whose samples go through the code for single sequences: apart, so that no single sequence holds the memory of a batch.</summary>
    private static readonly WorkspacePool FewSamples = new(TNetwork.Layout, TSequence.Layout);

    /// <summary>For the others.</summary>
    internal static readonly WorkspacePool Batches = new(TNetwork.Layout, TSequence.Layout);

    private static float AddGradients<TInputs, TTarget>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, BatchExtras extras)
        where TInputs : struct, IInputs
        where TTarget : unmanaged =>
        ComputeGradients<TInputs, TTarget>(parameters, inputs, targets, gradients, workspace: null, accumulate: true, extras);

    private static float ComputeGradients<TInputs, TTarget>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, ModelWorkspace? workspace, bool accumulate, BatchExtras extras)
        where TInputs : struct, IInputs
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int)
            ? ComputeGradients(parameters, inputs, MemoryMarshal.Cast<TTarget, int>(targets), gradients, workspace, accumulate, extras)
            : ComputeGradients(parameters, inputs, MemoryMarshal.Cast<TTarget, float>(targets), gradients, workspace, accumulate, extras);

    private static float ComputeGradients<TInputs>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<float> targets, Span<float> gradients, ModelWorkspace? workspace, bool accumulate, BatchExtras extras = default)
        where TInputs : struct, IInputs
    {
        int batch = inputs.Batch(Layout);
        BatchArguments.Require(nameof(targets), targets.Length, batch, Layout.TargetsPerSample);
        if (Layout.TargetsAreProbabilities)
        {
            BatchArguments.RequireProbabilities(targets);
        }

        fixed (float* values = targets)
        {
            return Train(
                parameters, inputs, new ValueTargets(values, targets.Length, extras.Weights), targets.Length, gradients, workspace, batch, accumulate, extras);
        }
    }

    private static float ComputeGradients<TInputs>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<int> targets, Span<float> gradients, ModelWorkspace? workspace, bool accumulate, BatchExtras extras = default)
        where TInputs : struct, IInputs
    {
        int batch = inputs.Batch(Layout);
        BatchArguments.Require(nameof(targets), targets.Length, batch, Layout.TargetsPerSample);
        int counted = BatchArguments.CountClasses(targets, Layout.OutputSize);
        fixed (int* ids = targets)
        {
            return Train(
                parameters, inputs, new ClassTargets(ids, targets.Length, areMasked: counted < targets.Length, extras.Weights), counted, gradients, workspace, batch, accumulate, extras);
        }
    }

    private static float Train<TInputs, TTargets>(
        ParameterBuffer parameters, TInputs inputs, TTargets targets, int counted, Span<float> gradients, ModelWorkspace? workspace, int batch, bool accumulate, BatchExtras extras)
        where TInputs : struct, IInputs
        where TTargets : struct, ITargets
    {
        parameters.RequireNoEdit();
        if (!gradients.IsEmpty)
        {
            BatchArguments.RequireParameters(nameof(gradients), gradients.Length, Layout);
            if (!accumulate)
            {
                gradients.Clear();
            }
        }

        using SoleUse use = new(workspace);
        if (counted == 0 && extras.States.Taken.IsEmpty)
        {
            workspace?.Forward.Forget();
            return 0;
        }

        int blocked = BatchChoice.Blocked(batch, TSequence.Layout);
        using WorkspaceLease lease = Lease(workspace, blocked);
        workspace = lease.Workspace;
        BatchArguments.RequireRoom(workspace, batch);
        workspace.Forward.Forget();
        workspace.Reserve(batch, gradients.IsEmpty ? WorkspaceUse.Loss : WorkspaceUse.Gradients);
        Span<float> inputGradients = Layout.Tokens is null || gradients.IsEmpty ? [] : workspace.InputGradients(batch * Layout.InputsPerSample);
        // What targets weigh together; where they weigh the same, how many they are.
        double whole = extras.Weights.AreGiven ? targets.Weight(Layout) : counted;
        float weight = whole == 0 ? 0 : extras.Weights.AreGiven ? (float)(1 / whole) : 1f / counted;
        double total = 0;
        if (blocked > 0)
        {
            fixed (float* p = &parameters.Origin, dParameters = gradients, dInputs = inputGradients)
            {
                var pass = new TrainPass<TNetwork, TInputs, TTargets>(p, inputs, targets, weight, dParameters, dInputs, inputGradients.Length, extras, workspace);
                total = BatchRunner.Run<TNetwork, TrainPass<TNetwork, TInputs, TTargets>>(pass, blocked, workspace).Total;
            }
        }

        if (blocked < batch)
        {
            total += TrainFew(ref parameters.Origin, inputs, targets, blocked, batch, weight, gradients, inputGradients, extras, workspace);
        }

        if (!inputGradients.IsEmpty)
        {
            inputs.AddGradients(Layout, inputGradients, gradients);
        }

        return whole == 0 ? 0 : (float)(extras.Weights.AreGiven ? total : total / counted);
    }

    private static void Predict<TInputs>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace? workspace)
        where TInputs : struct, IInputs
    {
        parameters.RequireNoEdit();
        int batch = inputs.Batch(Layout);
        BatchArguments.Require(nameof(outputs), outputs.Length, batch, Layout.OutputsPerSample);
        BatchArguments.RequireOrEmpty(nameof(initialState), initialState.Length, batch, Layout.StateSize);
        BatchArguments.RequireOrEmpty(nameof(finalState), finalState.Length, batch, Layout.StateSize);
        using SoleUse use = new(workspace);
        int blocked = BatchChoice.Blocked(batch, TSequence.Layout);
        using WorkspaceLease lease = Lease(workspace, blocked);
        workspace = lease.Workspace;
        BatchArguments.RequireRoom(workspace, batch);
        workspace.Forward.Forget();
        workspace.Reserve(batch, WorkspaceUse.Predict);
        Predict(parameters, inputs, initialState, outputs, finalState, workspace, batch, blocked, keep: false);
    }

    private static void Forward<TInputs>(
        ParameterBuffer parameters, TInputs inputs, ReadOnlySpan<float> initialState, Span<float> outputs, Span<float> finalState, ModelWorkspace workspace)
        where TInputs : struct, IInputs
    {
        ArgumentNullException.ThrowIfNull(workspace);
        using SoleUse use = new(workspace);
        workspace.Forward.Forget(); // whatever becomes of this call: a backward pass after it is meant for it
        parameters.RequireNoEdit();
        int batch = inputs.Batch(Layout);
        BatchArguments.Require(nameof(outputs), outputs.Length, batch, Layout.OutputsPerSample);
        BatchArguments.RequireOrEmpty(nameof(initialState), initialState.Length, batch, Layout.StateSize);
        BatchArguments.RequireOrEmpty(nameof(finalState), finalState.Length, batch, Layout.StateSize);
        BatchArguments.RequireRoom(workspace, batch);
        workspace.Reserve(batch, WorkspaceUse.Forward);
        Predict(parameters, inputs, initialState, outputs, finalState, workspace, batch, BatchChoice.Blocked(batch, TSequence.Layout), keep: true);
        inputs.Keep(workspace);
        workspace.Forward.Keep(parameters, batch);
    }

    private static void Predict<TInputs>(
        ParameterBuffer parameters,
        TInputs inputs,
        ReadOnlySpan<float> initialState,
        Span<float> outputs,
        Span<float> finalState,
        ModelWorkspace workspace,
        int batch,
        int blocked,
        bool keep)
        where TInputs : struct, IInputs
    {
        if (blocked > 0)
        {
            fixed (float* p = &parameters.Origin, y = outputs, initial = initialState, final = finalState)
            {
                var pass = new PredictPass<TNetwork, TInputs>(p, inputs, y, outputs.Length, new(initial, final, batch * Layout.StateSize), workspace, keep);
                if (TNetwork.PredictionSegments > 0 && !keep)
                {
                    BatchRunner.Run<TNetwork, PredictionMemory<TNetwork>, PredictPass<TNetwork, TInputs>>(pass, blocked, workspace);
                }
                else
                {
                    BatchRunner.Run<TNetwork, PredictPass<TNetwork, TInputs>>(pass, blocked, workspace);
                }
            }
        }

        if (blocked < batch)
        {
            PredictFew(
                ref parameters.Origin,
                inputs,
                blocked,
                outputs[(blocked * Layout.OutputsPerSample)..],
                initialState.IsEmpty ? [] : initialState[(blocked * Layout.StateSize)..],
                finalState.IsEmpty ? [] : finalState[(blocked * Layout.StateSize)..],
                workspace,
                keep);
        }
    }

    private static void PredictFew<TInputs>(
        ref float p, TInputs inputs, int first, Span<float> outputs, ReadOnlySpan<float> initial, Span<float> final, ModelWorkspace workspace, bool keep)
        where TInputs : struct, IInputs
    {
        if (VectorChoice.UseVector512 && TSequence.PredictionSegments > 0 && !keep)
        {
            SequenceRunner<TSequence, NativeVector512, Vector512Pair<SequencePredictionMemory<TSequence>>>.Predict(
                ref p, inputs, first, outputs, initial, final, workspace, keep);
        }
        else if (VectorChoice.UseVector512)
        {
            SequenceRunner<TSequence, NativeVector512, Vector512Pair<SequenceMemory<TSequence>>>.Predict(ref p, inputs, first, outputs, initial, final, workspace, keep);
        }
        else
        {
            SequenceRunner<TSequence, WideVector, WideVector>.Predict(ref p, inputs, first, outputs, initial, final, workspace, keep);
        }
    }

    private static void BackwardFew(
        ref float p,
        ReadOnlySpan<float> outputGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        ReadOnlySpan<float> finalGradients,
        Span<float> initialGradients,
        ModelWorkspace workspace)
    {
        if (VectorChoice.UseVector512)
        {
            SequenceRunner<TSequence, NativeVector512, Vector512Pair<SequenceMemory<TSequence>>>.Backward(
                ref p, outputGradients, parameterGradients, inputGradients, finalGradients, initialGradients, workspace);
        }
        else
        {
            SequenceRunner<TSequence, WideVector, WideVector>.Backward(
                ref p, outputGradients, parameterGradients, inputGradients, finalGradients, initialGradients, workspace);
        }
    }

    private static double TrainFew<TInputs, TTargets>(
        ref float p,
        TInputs inputs,
        TTargets targets,
        int begin,
        int end,
        float weight,
        Span<float> gradients,
        Span<float> inputGradients,
        BatchExtras extras,
        ModelWorkspace workspace)
        where TInputs : struct, IInputs
        where TTargets : struct, ITargets =>
        VectorChoice.UseVector512
            ? SequenceRunner<TSequence, NativeVector512, Vector512Pair<SequenceMemory<TSequence>>>.Train(
                ref p, inputs, targets, begin, end, weight, gradients, inputGradients, extras, ref workspace.ForSequence())
            : SequenceRunner<TSequence, WideVector, WideVector>.Train(
                ref p, inputs, targets, begin, end, weight, gradients, inputGradients, extras, ref workspace.ForSequence());

    private static WorkspaceLease Lease(ModelWorkspace? own, int blocked) => new(own, blocked == 0 ? FewSamples : Batches);
}

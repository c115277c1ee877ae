using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Sequences through the code whose vectors hold units, two at a time where registers suffice: what is read of the parameters serves both. A row is one float, so
/// values move in and out as they are. Arguments are checked before.
/// </summary>
/// <typeparam name="TNetwork">The emitted code for one sequence.</typeparam>
/// <typeparam name="TVector">Vectors of units of one sequence.</typeparam>
/// <typeparam name="TPair">Vectors of units of two; <typeparamref name="TVector"/> again where each sequence is to go alone.</typeparam>
internal static class SequenceRunner<TNetwork, TVector, TPair>
    where TNetwork : struct, IUnrolledNetwork
    where TVector : struct, IVector<TVector>
    where TPair : struct, IVector<TPair>
{
    /// <summary>Sequences that go together.</summary>
    private static int Together => TPair.Count / TVector.Count;

    private static NetworkLayout Layout => TNetwork.Layout;

    /// <param name="p">The parameters.</param>
    /// <param name="inputs">The inputs of a batch, of which these samples are the last.</param>
    /// <param name="firstInput">Samples of that batch before the first of these.</param>
    /// <param name="outputs">Receives their outputs.</param>
    /// <param name="initial">The samples' states before the first step; empty for zeros.</param>
    /// <param name="final">Receives their states after the last; empty if not wanted.</param>
    /// <param name="workspace">Scratch memory.</param>
    /// <param name="keep">Whether each sample gets memory of its own, for a backward pass.</param>
    public static void Predict<TInputs>(
        ref float p, TInputs inputs, int firstInput, Span<float> outputs, ReadOnlySpan<float> initial, Span<float> final, ModelWorkspace workspace, bool keep)
        where TInputs : struct, IInputs
    {
        NetworkLayout layout = Layout;
        bool inSegments = TNetwork.PredictionSegments > 0 && !keep;
        int distance = inSegments ? TNetwork.PredictionRows : TNetwork.Rows;
        int samples = outputs.Length / layout.OutputsPerSample;
        for (int first = 0; first < samples; first += Together)
        {
            ref float w = ref workspace.ForSequence(keep ? first : 0);
            int count = Math.Min(Together, samples - first);
            for (int index = 0; index < count; index++)
            {
                ref float memory = ref Memory(ref w, index, distance);
                inputs.Copy(layout, firstInput + first + index, ref memory);
                StatePacking.Load(layout, inSegments ? StateRows.PredictionInitial : StateRows.Initial, initial, first + index, ref memory);
            }

            if (count == 2)
            {
                Predict<TPair>(ref p, ref w, inSegments);
            }
            else
            {
                Predict<TVector>(ref p, ref w, inSegments);
            }

            StridedRows rows = inSegments ? layout.Prediction!.Outputs : layout.Outputs;
            for (int index = 0; index < count; index++)
            {
                StepRows.Copy(
                    ref Unsafe.Add(ref Memory(ref w, index, distance), rows.First),
                    rows.Stride,
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(outputs), (nint)(first + index) * layout.OutputsPerSample),
                    layout.OutputSize,
                    layout.OutputLength,
                    layout.OutputSize);
                StatePacking.Store(layout, inSegments ? StateRows.PredictionFinal : StateRows.Final, final, first + index, ref Memory(ref w, index, distance));
            }
        }
    }

    /// <param name="p">The parameters.</param>
    /// <param name="outputGradients">The gradients of the samples' outputs.</param>
    /// <param name="parameterGradients">What the gradient of the parameters is added to.</param>
    /// <param name="inputGradients">Receives the gradients of the samples' inputs; empty if not wanted.</param>
    /// <param name="finalGradients">The gradients of the samples' states after the last step; empty for zeros.</param>
    /// <param name="initialGradients">Receives those of their states before the first; empty if not wanted.</param>
    /// <param name="workspace">Holds the forward pass.</param>
    public static void Backward(
        ref float p,
        ReadOnlySpan<float> outputGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        ReadOnlySpan<float> finalGradients,
        Span<float> initialGradients,
        ModelWorkspace workspace)
    {
        NetworkLayout layout = Layout;
        int samples = outputGradients.Length / layout.OutputsPerSample;
        for (int first = 0; first < samples; first += Together)
        {
            ref float w = ref workspace.ForSequence(first);
            int count = Math.Min(Together, samples - first);
            StridedRows rows = layout.OutputGradients;
            for (int index = 0; index < count; index++)
            {
                Rows.ClearStateGradients(ref Memory(ref w, index), layout, pitch: 1);
                StatePacking.Load(layout, StateRows.Gradient, finalGradients, first + index, ref Memory(ref w, index));
                FlushedRows.Copy(
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(outputGradients), (nint)(first + index) * layout.OutputsPerSample),
                    ref Unsafe.Add(ref Memory(ref w, index), rows.First),
                    rows.Stride,
                    layout.OutputLength,
                    layout.OutputSize);
            }

            if (count == 2)
            {
                TNetwork.ActivationGradient<TPair>(ref p, ref w);
                Backward<TPair>(ref p, ref w, count, !inputGradients.IsEmpty, parameterGradients);
            }
            else
            {
                TNetwork.ActivationGradient<TVector>(ref p, ref w);
                Backward<TVector>(ref p, ref w, count, !inputGradients.IsEmpty, parameterGradients);
            }

            for (int index = 0; index < count; index++)
            {
                StatePacking.Store(layout, StateRows.Gradient, initialGradients, first + index, ref Memory(ref w, index));
            }

            for (int index = 0; index < count && !inputGradients.IsEmpty; index++)
            {
                InputGradientRows.Copy(layout, ref Memory(ref w, index), inputGradients, first + index);
            }
        }
    }

    /// <summary>Sum of the losses that count and, where <paramref name="gradients"/> is not empty, the gradient of their mean.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="inputs">The inputs of a batch, of which these samples are the last.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="begin">The first of these samples.</param>
    /// <param name="end">Samples of the batch.</param>
    /// <param name="weight">What a target that counts weighs in the mean.</param>
    /// <param name="gradients">What the gradient of the parameters is added to.</param>
    /// <param name="inputGradients">Receives the gradients of the batch's inputs; empty if not wanted.</param>
    /// <param name="extras">What the batch brings besides.</param>
    /// <param name="w">Memory for as many sequences as go together.</param>
    public static double Train<TInputs, TTargets>(
        ref float p,
        TInputs inputs,
        TTargets targets,
        int begin,
        int end,
        float weight,
        Span<float> gradients,
        Span<float> inputGradients,
        BatchExtras extras,
        ref float w)
        where TInputs : struct, IInputs
        where TTargets : struct, ITargets
    {
        NetworkLayout layout = Layout;
        double total = 0;
        for (int first = begin; first < end; first += Together)
        {
            int count = Math.Min(Together, end - first);
            for (int index = 0; index < count; index++)
            {
                ref float memory = ref Memory(ref w, index);
                inputs.Copy(layout, first + index, ref memory);
                targets.Mask(layout, first + index, ref memory);
                targets.Copy(layout, first + index, weight, ref memory);
                StatePacking.Load(layout, StateRows.Initial, extras.States.Given, first + index, ref memory);
                Rows.ClearStateGradients(ref memory, layout, pitch: 1);
            }

            if (count == 2)
            {
                Train<TPair>(ref p, ref w, count, !inputGradients.IsEmpty, gradients);
            }
            else
            {
                Train<TVector>(ref p, ref w, count, !inputGradients.IsEmpty, gradients);
            }

            for (int index = 0; index < count; index++)
            {
                ref float memory = ref Memory(ref w, index);
                for (int step = 0; step < layout.OutputLength; step++)
                {
                    float counts = Unsafe.Add(ref memory, layout.LossWeights[step]);
                    total += counts != 0 ? extras.Weights.Of(Unsafe.Add(ref memory, layout.Losses[step]), counts) : 0;
                }

                StatePacking.Store(layout, StateRows.Final, extras.States.Taken, first + index, ref memory);
                if (!inputGradients.IsEmpty)
                {
                    InputGradientRows.Copy(layout, ref memory, inputGradients, first + index);
                }
            }
        }

        return total;
    }

    private static void Predict<TVectors>(ref float p, ref float w, bool inSegments) where TVectors : struct, IVector<TVectors>
    {
        for (int segment = 0; inSegments && segment < TNetwork.PredictionSegments; segment++)
        {
            TNetwork.Predict<TVectors>(segment, ref p, ref w);
        }

        if (inSegments)
        {
            return;
        }

        TNetwork.Forward<TVectors>(ref p, ref w);
        TNetwork.Activate<TVectors>(ref p, ref w);
    }

    private static void Train<TVectors>(ref float p, ref float w, int count, bool inputGradients, Span<float> gradients) where TVectors : struct, IVector<TVectors>
    {
        TNetwork.Forward<TVectors>(ref p, ref w);
        TNetwork.Loss<TVectors>(ref p, ref w);
        if (!gradients.IsEmpty)
        {
            TNetwork.LossGradient<TVectors>(ref p, ref w);
            Backward<TVectors>(ref p, ref w, count, inputGradients, gradients);
        }
    }

    private static void Backward<TVectors>(ref float p, ref float w, int count, bool inputGradients, Span<float> parameterGradients)
        where TVectors : struct, IVector<TVectors>
    {
        for (int segment = 0; segment < TNetwork.Segments; segment++)
        {
            TNetwork.Backward<TVectors>(segment, ref p, ref w);
            if (inputGradients)
            {
                TNetwork.InputGradients<TVectors>(segment, ref p, ref w);
            }

            var all = new RowShare(0, 1, vectors: count, vectorStride: TNetwork.Rows);
            TNetwork.ParameterGradients<TVector>(segment, all, ref w, ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(parameterGradients));
        }
    }

    /// <summary>The memory of one of the sequences that go together.</summary>
    private static ref float Memory(ref float w, int index) => ref Memory(ref w, index, TNetwork.Rows);

    private static ref float Memory(ref float w, int index, int distance) => ref Unsafe.Add(ref w, (nint)index * distance);
}

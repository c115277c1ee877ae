using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// One sequence after the other through the code whose vectors hold units. A row is one float, so values move in and out as they are.
/// Arguments are checked before.
/// </summary>
internal static class SequenceRunner<TNetwork, TLanes>
    where TNetwork : struct, IUnrolledNetwork
    where TLanes : struct, ILanes<TLanes>
{
    private static NetworkLayout Layout => TNetwork.Layout;

    /// <param name="p">The parameters.</param>
    /// <param name="inputs">The samples.</param>
    /// <param name="outputs">Receives their outputs.</param>
    /// <param name="workspace">Scratch memory.</param>
    /// <param name="keep">Whether each sample gets memory of its own, for a backward pass.</param>
    public static void Predict(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace, bool keep)
    {
        NetworkLayout layout = Layout;
        int samples = inputs.Length / layout.InputsPerSample;
        for (int sample = 0; sample < samples; sample++)
        {
            ref float w = ref workspace.ForSequence(keep ? sample : 0);
            SetInputs(inputs, sample, layout, ref w);
            TNetwork.Forward<TLanes>(ref p, ref w);
            TNetwork.Activate<TLanes>(ref p, ref w);
            RowSeries rows = layout.Outputs;
            StepRows.Copy(
                ref Unsafe.Add(ref w, rows.Start),
                rows.Stride,
                ref Unsafe.Add(ref MemoryMarshal.GetReference(outputs), (nint)sample * layout.OutputsPerSample),
                layout.OutputSize,
                layout.OutputLength,
                layout.OutputSize);
        }
    }

    public static void Backward(
        ref float p, ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, ModelWorkspace workspace)
    {
        NetworkLayout layout = Layout;
        int samples = outputGradients.Length / layout.OutputsPerSample;
        for (int sample = 0; sample < samples; sample++)
        {
            ref float w = ref workspace.ForSequence(sample);
            Rows.ClearStateGradients(ref w, layout, pitch: 1);
            RowSeries rows = layout.OutputGradients;
            StepRows.Copy(
                ref Unsafe.Add(ref MemoryMarshal.GetReference(outputGradients), (nint)sample * layout.OutputsPerSample),
                layout.OutputSize,
                ref Unsafe.Add(ref w, rows.Start),
                rows.Stride,
                layout.OutputLength,
                layout.OutputSize);

            TNetwork.ActivationGradient<TLanes>(ref p, ref w);
            Backward(ref p, ref w, !inputGradients.IsEmpty, parameterGradients);
            if (!inputGradients.IsEmpty)
            {
                StepRows.Copy(
                    ref Unsafe.Add(ref w, layout.InputGradients),
                    layout.InputStride,
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(inputGradients), (nint)sample * layout.InputsPerSample),
                    layout.InputSize,
                    layout.InputLength,
                    layout.InputSize);
            }
        }
    }

    /// <summary>Sum of the losses that count and, where <paramref name="gradients"/> is not empty, the gradient of their mean.</summary>
    public static double Train<TTargets>(
        ref float p, ReadOnlySpan<float> inputs, TTargets targets, int counted, Span<float> gradients, ref float w)
        where TTargets : struct, ITargets
    {
        NetworkLayout layout = Layout;
        float weight = counted == 0 ? 0 : 1f / counted;
        double total = 0;
        int samples = inputs.Length / layout.InputsPerSample;
        for (int sample = 0; sample < samples; sample++)
        {
            SetInputs(inputs, sample, layout, ref w);
            targets.Copy(layout, sample, weight, ref w);
            TNetwork.Forward<TLanes>(ref p, ref w);
            TNetwork.Loss<TLanes>(ref p, ref w);
            for (int step = 0; step < layout.OutputLength; step++)
            {
                total += Unsafe.Add(ref w, layout.LossWeights[step]) != 0 ? Unsafe.Add(ref w, layout.Losses[step]) : 0;
            }

            if (!gradients.IsEmpty)
            {
                Rows.ClearStateGradients(ref w, layout, pitch: 1);
                TNetwork.LossGradient<TLanes>(ref p, ref w);
                Backward(ref p, ref w, inputGradients: false, gradients);
            }
        }

        return total;
    }

    private static void Backward(ref float p, ref float w, bool inputGradients, Span<float> parameterGradients)
    {
        for (int segment = 0; segment < TNetwork.Segments; segment++)
        {
            TNetwork.Backward<TLanes>(segment, ref p, ref w);
            if (inputGradients)
            {
                TNetwork.InputGradients<TLanes>(segment, ref p, ref w);
            }

            TNetwork.ParameterGradients<TLanes>(segment, RowShare.Whole, ref w, ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(parameterGradients));
        }
    }

    private static void SetInputs(ReadOnlySpan<float> inputs, int sample, NetworkLayout layout, ref float w) => StepRows.Copy(
        ref Unsafe.Add(ref MemoryMarshal.GetReference(inputs), (nint)sample * layout.InputsPerSample),
        layout.InputSize,
        ref Unsafe.Add(ref w, layout.Inputs),
        layout.InputStride,
        layout.InputLength,
        layout.InputSize);
}

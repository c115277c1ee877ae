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
        for (int sample = 0; sample < inputs.Length / layout.InputsPerSample; sample++)
        {
            ref float w = ref workspace.ForSequence(keep ? sample : 0);
            Copy(inputs, sample, layout.InputLength, layout.InputSize, ref w, layout.Inputs, layout.InputStride);
            TNetwork.Forward<TLanes>(ref p, ref w);
            TNetwork.Activate<TLanes>(ref p, ref w);
            for (int step = 0; step < layout.OutputLength; step++)
            {
                Rows(ref w, layout.Outputs[step], layout.OutputSize)
                    .CopyTo(outputs[((sample * layout.OutputsPerSample) + (step * layout.OutputSize))..]);
            }
        }
    }

    public static void Backward(
        ref float p, ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, ModelWorkspace workspace)
    {
        NetworkLayout layout = Layout;
        for (int sample = 0; sample < outputGradients.Length / layout.OutputsPerSample; sample++)
        {
            ref float w = ref workspace.ForSequence(sample);
            for (int step = 0; step < layout.OutputLength; step++)
            {
                outputGradients.Slice((sample * layout.OutputsPerSample) + (step * layout.OutputSize), layout.OutputSize)
                    .CopyTo(Rows(ref w, layout.OutputGradients[step], layout.OutputSize));
            }

            TNetwork.ActivationGradient<TLanes>(ref p, ref w);
            Backward(ref p, ref w, !inputGradients.IsEmpty, parameterGradients);
            for (int step = 0; step < layout.InputLength && !inputGradients.IsEmpty; step++)
            {
                Rows(ref w, layout.InputGradients + (step * layout.InputStride), layout.InputSize)
                    .CopyTo(inputGradients[((sample * layout.InputsPerSample) + (step * layout.InputSize))..]);
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
        for (int sample = 0; sample < inputs.Length / layout.InputsPerSample; sample++)
        {
            Copy(inputs, sample, layout.InputLength, layout.InputSize, ref w, layout.Inputs, layout.InputStride);
            targets.Copy(layout, sample, weight, ref w);
            TNetwork.Forward<TLanes>(ref p, ref w);
            TNetwork.Loss<TLanes>(ref p, ref w);
            for (int step = 0; step < layout.OutputLength; step++)
            {
                total += Unsafe.Add(ref w, layout.LossWeights[step]) != 0 ? Unsafe.Add(ref w, layout.Losses[step]) : 0;
            }

            if (!gradients.IsEmpty)
            {
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

    private static void Copy(ReadOnlySpan<float> source, int sample, int steps, int size, ref float w, int row, int stride)
    {
        for (int step = 0; step < steps; step++)
        {
            source.Slice(((sample * steps) + step) * size, size).CopyTo(Rows(ref w, row + (step * stride), size));
        }
    }

    private static Span<float> Rows(ref float w, int row, int count) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, row), count);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>Block after block through a model's unrolled code, on one kind of lanes. Arguments are checked before.</summary>
internal static class BatchRunner<TNetwork, TLanes>
    where TNetwork : struct, IUnrolledNetwork
    where TLanes : struct, ILanes<TLanes>
{
    private static NetworkLayout Layout => TNetwork.Layout;

    public static void Predict(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace)
    {
        ref float w = ref workspace.ForPrediction();
        int batch = inputs.Length / Layout.InputsPerSample;
        for (int first = 0; first < batch; first += TLanes.Count)
        {
            PredictBlock(ref p, ref w, inputs, outputs, first, Math.Min(TLanes.Count, batch - first));
        }
    }

    public static void Forward(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace)
    {
        int batch = inputs.Length / Layout.InputsPerSample;
        for (int first = 0; first < batch; first += TLanes.Count)
        {
            PredictBlock(ref p, ref workspace.ForTraining(first / TLanes.Count), inputs, outputs, first, Math.Min(TLanes.Count, batch - first));
        }
    }

    public static void Backward(
        ref float p,
        ReadOnlySpan<float> outputGradients,
        Span<float> parameterGradients,
        Span<float> inputGradients,
        ModelWorkspace workspace,
        int batch)
    {
        NetworkLayout layout = Layout;
        for (int first = 0; first < batch; first += TLanes.Count)
        {
            ref float w = ref workspace.ForTraining(first / TLanes.Count);
            int samples = Math.Min(TLanes.Count, batch - first);
            for (int step = 0; step < layout.OutputLength; step++)
            {
                LanePacking.PackZeroPadded<TLanes>(
                    outputGradients[((first * layout.OutputsPerSample) + (step * layout.OutputSize))..],
                    layout.OutputsPerSample,
                    samples,
                    layout.OutputSize,
                    ref Rows.At<TLanes>(ref w, layout.OutputGradients[step]));
            }

            TNetwork.ActivationGradient<TLanes>(ref p, ref w);
            TNetwork.Backward<TLanes>(ref p, ref w);
            TNetwork.ParameterGradients<TLanes>(RowShare.Whole, ref w, ref workspace.Scratch, ref MemoryMarshal.GetReference(parameterGradients));
            if (!inputGradients.IsEmpty)
            {
                TNetwork.InputGradients<TLanes>(ref p, ref w);
                LanePacking.Unpack<TLanes>(
                    ref Rows.At<TLanes>(ref w, layout.InputGradients),
                    layout.InputsPerSample,
                    inputGradients[(first * layout.InputsPerSample)..],
                    layout.InputsPerSample,
                    samples);
            }
        }
    }

    /// <summary>Sum of the losses that count and, where <paramref name="gradients"/> is not empty, the gradient of their mean.</summary>
    public static double Train<TTargets>(
        ref float p, ReadOnlySpan<float> inputs, TTargets targets, int counted, Span<float> gradients, ModelWorkspace workspace, int batch)
        where TTargets : struct, ITargets, allows ref struct
    {
        ref float w = ref workspace.ForTraining();
        float weight = counted == 0 ? 0 : 1f / counted;
        double total = 0;
        for (int first = 0; first < batch; first += TLanes.Count)
        {
            int samples = Math.Min(TLanes.Count, batch - first);
            PackInputs(inputs, first, samples, ref w);
            targets.Pack<TLanes>(Layout, first, samples, weight, ref w);
            TNetwork.Forward<TLanes>(ref p, ref w);
            TNetwork.Loss<TLanes>(ref p, ref w);
            total += SumLosses(ref w, samples);
            if (!gradients.IsEmpty)
            {
                TNetwork.LossGradient<TLanes>(ref p, ref w);
                TNetwork.Backward<TLanes>(ref p, ref w);
                TNetwork.ParameterGradients<TLanes>(RowShare.Whole, ref w, ref workspace.Scratch, ref MemoryMarshal.GetReference(gradients));
            }
        }

        return total;
    }

    private static void PredictBlock(ref float p, ref float w, ReadOnlySpan<float> inputs, Span<float> outputs, int first, int samples)
    {
        NetworkLayout layout = Layout;
        PackInputs(inputs, first, samples, ref w);
        TNetwork.Forward<TLanes>(ref p, ref w);
        TNetwork.Activate<TLanes>(ref p, ref w);
        for (int step = 0; step < layout.OutputLength; step++)
        {
            LanePacking.Unpack<TLanes>(
                ref Rows.At<TLanes>(ref w, layout.Outputs[step]),
                layout.OutputSize,
                outputs[((first * layout.OutputsPerSample) + (step * layout.OutputSize))..],
                layout.OutputsPerSample,
                samples);
        }
    }

    private static void PackInputs(ReadOnlySpan<float> inputs, int first, int samples, ref float w)
    {
        int perSample = Layout.InputsPerSample;
        LanePacking.Pack<TLanes>(inputs[(first * perSample)..], perSample, samples, perSample, ref Rows.At<TLanes>(ref w, Layout.Inputs));
    }

    private static double SumLosses(ref float w, int samples)
    {
        NetworkLayout layout = Layout;
        double sum = 0;
        for (int step = 0; step < layout.OutputLength; step++)
        {
            ReadOnlySpan<float> losses = Rows.Span<TLanes>(ref w, layout.Losses[step]);
            ReadOnlySpan<float> weights = Rows.Span<TLanes>(ref w, layout.LossWeights[step]);
            for (int sample = 0; sample < samples; sample++)
            {
                // A target that does not count has weight 0; its loss may be anything.
                sum += weights[sample] != 0 ? losses[sample] : 0;
            }
        }

        return sum;
    }
}

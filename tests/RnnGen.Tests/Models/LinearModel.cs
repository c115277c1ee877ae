using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>
/// Linear regression y = w·x + b under mean squared error, written by hand: the smallest model there is, with a solution
/// that is known.
/// </summary>
internal sealed class LinearModel : IRnnModel<float, float>
{
    private readonly ParameterBuffer parameters;
    private readonly ParameterInfo[] tensors;

    public LinearModel(int inputs = 2)
    {
        InputsPerSample = inputs;
        parameters = new ParameterBuffer(inputs + 1, inputs + 1, _ => Edits++);
        tensors = [new("dense1.weight", [1, inputs], 0, inputs), new("dense1.bias", [1], inputs, 1)];
    }

    public string ModelName => "LinearModel";

    public int InputsPerSample { get; }

    public int TargetsPerSample => 1;

    public int OutputsPerSample => 1;

    public ReadOnlySpan<ParameterInfo> ParameterTable => tensors;

    public ReadOnlySpan<float> Parameters => parameters.Values;

    /// <summary>Number of edits that have ended.</summary>
    public int Edits { get; private set; }

    /// <summary>Given the inputs of each batch before its gradient is computed.</summary>
    public Action<float[]>? Seen { get; init; }

    /// <summary>Given the inputs of each batch whose loss alone is computed.</summary>
    public Action<float[]>? Measured { get; init; }

    /// <summary>Changes loss and gradient after they have been computed; the argument counts the calls from 1.</summary>
    public SpoilGradient? Spoil { get; init; }

    private int calls;

    public delegate void SpoilGradient(int call, ref float loss, Span<float> gradients);

    public ParameterEdit EditParameters() => parameters.Edit();

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int sample = 0; sample < outputs.Length; sample++)
        {
            outputs[sample] = Output(inputs, sample);
        }
    }

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients)
    {
        Seen?.Invoke(inputs.ToArray());
        gradients.Clear();
        float sum = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            float error = Output(inputs, sample) - targets[sample];
            sum += error * error;
            float slope = 2 * error / targets.Length;
            for (int k = 0; k < InputsPerSample; k++)
            {
                gradients[k] += slope * inputs[(sample * InputsPerSample) + k];
            }

            gradients[InputsPerSample] += slope;
        }

        float loss = sum / targets.Length;
        Spoil?.Invoke(++calls, ref loss, gradients);
        return loss;
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        Measured?.Invoke(inputs.ToArray());
        float sum = 0;
        for (int sample = 0; sample < targets.Length; sample++)
        {
            float error = Output(inputs, sample) - targets[sample];
            sum += error * error;
        }

        return sum / targets.Length;
    }

    // Of no use to training and storage, whose tests run this model.
    public ModelWorkspace CreateWorkspace(int maxBatch) => throw new NotSupportedException();

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, ModelWorkspace workspace) => throw new NotSupportedException();

    public void Backward(
        ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, ModelWorkspace workspace, bool accumulate = false) =>
        throw new NotSupportedException();

    public float ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, ModelWorkspace workspace) =>
        throw new NotSupportedException();

    public int CountTargets(ReadOnlySpan<float> targets) => targets.Length;

    public SampleFault? FindFault(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int target = targets.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        int input = inputs.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        return target >= 0
            ? new SampleFault(IsTarget: true, target, target, Step: 0, Feature: 0, "is wrong")
            : input >= 0 ? new SampleFault(IsTarget: false, input, input / InputsPerSample, Step: 0, input % InputsPerSample, "is wrong") : null;
    }

    private float Output(ReadOnlySpan<float> inputs, int sample)
    {
        float output = Parameters[InputsPerSample];
        for (int k = 0; k < InputsPerSample; k++)
        {
            output += Parameters[k] * inputs[(sample * InputsPerSample) + k];
        }

        return output;
    }
}

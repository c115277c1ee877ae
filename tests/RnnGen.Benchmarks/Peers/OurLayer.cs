using System.Diagnostics;

namespace RnnGen.Benchmarks.Peers;

/// <summary>Our side of one work.</summary>
internal abstract class OurLayer(Work work) : IContender
{
    public Work Work => work;

    public string Name => "RnnGen";

    public abstract Preparation Prepare(WorkData data);

    public abstract Timing Run(int repetitions);
}

/// <summary>
/// A recurrent layer and a dense one of one unit, many to many, through the public API: inputs and outputs as callers have them,
/// <c>[batch, steps, features]</c>.
/// </summary>
internal sealed class OurLayer<TWorkspace>(Work work, IMeasuredModel<TWorkspace> model, TWorkspace workspace) : OurLayer(work)
{
    private readonly float[] outputs = new float[work.Batch * work.Steps];
    private readonly float[] parameterGradients = new float[model.Parameters.Length];
    private readonly float[] inputGradients = new float[work.Batch * work.Steps * work.Inputs];
    private float[] inputs = [];
    private float[] outputGradients = [];

    public override Preparation Prepare(WorkData data)
    {
        inputs = Swapped(data.Inputs, Work.Steps, Work.Batch);
        outputGradients = Swapped(data.DenseGradients, Work.Steps, Work.Batch);
        using (ParameterEdit edit = model.EditParameters())
        {
            foreach (ParameterInfo tensor in model.ParameterTensors)
            {
                Values(tensor, data).CopyTo(edit.Values.Slice(tensor.Offset, tensor.Length));
            }
        }

        Compute();
        return new Preparation(Result(), "emitted code");
    }

    public override Timing Run(int repetitions)
    {
        var times = new double[repetitions];
        foreach (ref double time in times.AsSpan())
        {
            long start = Stopwatch.GetTimestamp();
            Compute();
            time = (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency); // a TimeSpan has ticks of 100 ns
        }

        return Timing.Of(times);
    }

    private void Compute()
    {
        if (Work.Training)
        {
            model.Forward(inputs, outputs, workspace);
            model.Backward(outputGradients, parameterGradients, inputGradients, workspace);
        }
        else
        {
            model.Predict(inputs, outputs, workspace);
        }
    }

    private LayerResult Result()
    {
        var tensors = new List<float[]> { Swapped(outputs, Work.Batch, Work.Steps) };
        if (Work.Training)
        {
            tensors.Add(Swapped(inputGradients, Work.Batch, Work.Steps));
            foreach (ParameterInfo tensor in model.ParameterTensors[..^2]) // the last two are the dense layer's
            {
                tensors.Add(parameterGradients.AsSpan(tensor.Offset, tensor.Length).ToArray());
            }
        }

        return new LayerResult(tensors);
    }

    private static ReadOnlySpan<float> Values(ParameterInfo tensor, WorkData data) => tensor.Name[(tensor.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
    {
        "weight_ih_l0" => data.InputWeights,
        "weight_hh_l0" => data.RecurrentWeights,
        "bias_ih_l0" => data.InputBias,
        "bias_hh_l0" => data.RecurrentBias,
        "weight" => data.DenseWeights,
        "bias" => new[] { data.DenseBias },
        _ => throw new InvalidOperationException($"No values for {tensor.Name}."),
    };

    /// <summary>[outer, inner, features] as [inner, outer, features].</summary>
    private static float[] Swapped(float[] values, int outer, int inner)
    {
        int features = values.Length / (outer * inner);
        var swapped = new float[values.Length];
        for (int i = 0; i < outer; i++)
        {
            for (int j = 0; j < inner; j++)
            {
                values.AsSpan(((i * inner) + j) * features, features).CopyTo(swapped.AsSpan(((j * outer) + i) * features));
            }
        }

        return swapped;
    }
}

using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Models;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>
/// Our side of one work: a recurrent layer and a dense one of one unit, many to many, through the public API. Inputs and outputs are as
/// callers have them, <c>[batch, steps, features]</c>.
/// </summary>
internal sealed class OurLayer : IContender
{
    private readonly Work work;
    private readonly MeasuredModel model;
    private readonly TimedAction compute;
    private readonly float[] outputs;
    private readonly float[] parameterGradients;
    private readonly float[] inputGradients;
    private float[] inputs = [];
    private float[] outputGradients = [];

    public OurLayer(Work work)
    {
        this.work = work;
        model = MeasuredModel.Create(work.ModelName, work.Batch);
        compute = new TimedAction(Compute);
        outputs = new float[work.Batch * work.Steps];
        parameterGradients = new float[model.Model.Parameters.Length];
        inputGradients = new float[work.Batch * work.Steps * work.Inputs];
    }

    public string Name => "RnnGen";

    public Preparation Prepare(WorkData data)
    {
        inputs = Swapped(data.Inputs, work.Steps, work.Batch);
        outputGradients = Swapped(data.DenseGradients, work.Steps, work.Batch);
        using (ParameterEdit edit = model.Model.EditParameters())
        {
            foreach (ParameterInfo tensor in model.Model.ParameterTable)
            {
                Values(tensor, data).CopyTo(edit.Values.Slice(tensor.Offset, tensor.Length));
            }
        }

        compute.WarmUp();
        return new Preparation(Result(), "emitted code");
    }

    public Timing Run(int repetitions) => compute.Run(repetitions);

    private void Compute()
    {
        switch (work.Pass)
        {
            case Pass.Training:
                model.Forward(inputs, outputs);
                model.Backward(outputGradients, parameterGradients, inputGradients);
                break;
            case Pass.Inference:
                model.Predict(inputs, outputs);
                break;
            default:
                model.ResetStream();
                model.Stream(inputs, outputs);
                break;
        }
    }

    private LayerResult Result()
    {
        var tensors = new List<float[]> { Swapped(outputs, work.Batch, work.Steps) };
        if (work.Pass == Pass.Training)
        {
            tensors.Add(Swapped(inputGradients, work.Batch, work.Steps));
            foreach (ParameterInfo tensor in model.Model.ParameterTable[..^2]) // the last two are the dense layer's
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

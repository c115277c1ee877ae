using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>Five steps of training beside PyTorch: gradients and optimizer together.</summary>
public sealed class TrajectoryTests
{
    private const int Batch = 3;
    private const int Steps = 5;

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void Parameters_after_every_step_are_those_of_PyTorch(string optimizer)
    {
        (LstmForecaster model, float[] inputs, float[] targets) = Start();
        SafetensorsFile trajectory = GoldenFile.Read($"{nameof(LstmForecaster)}.{optimizer}");
        Optimizer rule = Create(optimizer);
        float[] gradients = new float[LstmForecaster.ParameterCount];
        for (int step = 1; step <= Steps; step++)
        {
            model.ComputeGradients(inputs, targets, gradients);
            using (ParameterEdit edit = model.EditParameters())
            {
                rule.Update(edit.Values, gradients);
            }

            RequireParameters(model, trajectory, step);
        }
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void Fit_ends_where_PyTorch_does(string optimizer)
    {
        (LstmForecaster model, float[] inputs, float[] targets) = Start();
        FitHistory history = model.Fit(
            inputs, targets, new FitOptions { Epochs = Steps, BatchSize = Batch, Shuffle = false, Optimizer = Create(optimizer) });
        Assert.Equal(Steps, history.Epochs.Count);
        RequireParameters(model, GoldenFile.Read($"{nameof(LstmForecaster)}.{optimizer}"), Steps);
    }

    private static Optimizer Create(string name) => name == "adam" ? new Adam(0.01f) : new Sgd(0.1f);

    private static (LstmForecaster Model, float[] Inputs, float[] Targets) Start()
    {
        using Stream parameters = GoldenFile.Open($"{nameof(LstmForecaster)}.parameters");
        SafetensorsFile golden = GoldenFile.Read($"{nameof(LstmForecaster)}.golden");
        return (LstmForecaster.Load(parameters), golden[$"b{Batch}/inputs"].ToSingles(), golden[$"b{Batch}/targets"].ToSingles());
    }

    private static void RequireParameters(LstmForecaster model, SafetensorsFile trajectory, int step)
    {
        foreach (ParameterInfo tensor in LstmForecaster.ParameterTable)
        {
            string? problem = Tolerance.OfValues(model.Parameters.Slice(tensor.Offset, tensor.Length), trajectory.Expected($"{step}/{tensor.Name}"));
            Assert.True(problem is null, $"{tensor.Name} after step {step}: {problem}");
        }
    }
}

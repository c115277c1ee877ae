using RnnGen.Runtime;
using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>Models that go on with states beside PyTorch's modules and cells, from the same parameters; see make_goldens.py.</summary>
public sealed class StateGoldenTests
{
    private static readonly Dictionary<string, Action<int>> Comparisons = new()
    {
        [nameof(StatefulLstm)] = batch => Compare<StatefulLstm>(nameof(StatefulLstm), batch),
        [nameof(GruCell)] = batch => Compare<GruCell>(nameof(GruCell), batch),
        [nameof(ElmanCell)] = batch => Compare<ElmanCell>(nameof(ElmanCell), batch),
    };

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in Comparisons.Keys)
        {
            foreach (int batch in (int[])[1, 3, 32])
            {
                data.Add(name, batch);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void States_and_their_gradients_are_those_of_PyTorch(string name, int batch) => Comparisons[name](batch);

    private static void Compare<TModel>(string name, int batch)
        where TModel : IRnnModel<TModel, float, float>, IStatefulModel<float>
    {
        using Stream parameters = GoldenFile.Open($"{name}.parameters");
        TModel model = TModel.Load(parameters);
        SafetensorsFile golden = GoldenFile.Read($"{name}.states");
        string prefix = $"b{batch}/";
        float[] Values(string tensor) => golden[prefix + tensor].ToSingles();
        float[] inputs = Values("inputs"), initial = Values("initial");
        double[] expectedOutputs = golden.Expected(prefix + "outputs"), expectedFinal = golden.Expected(prefix + "final");
        float[] outputs = new float[expectedOutputs.Length], final = new float[expectedFinal.Length];

        model.Predict(inputs, initial, outputs, final);
        Assert.Null(Tolerance.OfValues(outputs, expectedOutputs));
        Assert.Null(Tolerance.OfValues(final, expectedFinal));

        ModelWorkspace workspace = model.CreateWorkspace(batch);
        float[] gradients = new float[model.Parameters.Length], inputGradients = new float[inputs.Length], initialGradients = new float[initial.Length];
        model.Forward(inputs, initial, outputs, final, workspace);
        model.Backward(Values("output_gradients"), Values("final_gradients"), gradients, inputGradients, initialGradients, workspace);
        Assert.Null(Tolerance.OfGradients(inputGradients, golden.Expected(prefix + "vjp/inputs")));
        Assert.Null(Tolerance.OfGradients(initialGradients, golden.Expected(prefix + "vjp/initial")));
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            string? problem = Tolerance.OfGradients(gradients.AsSpan(tensor.Offset, tensor.Length), golden.Expected($"{prefix}vjp/{tensor.Name}"));
            Assert.True(problem is null, $"{tensor.Name}: {problem}");
        }
    }
}

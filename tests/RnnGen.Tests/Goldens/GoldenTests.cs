using RnnGen.Runtime;
using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>Generated models beside PyTorch, from the same parameters; see make_goldens.py.</summary>
public sealed class GoldenTests
{
    private static readonly Dictionary<string, Action<string, int>> Comparisons = new()
    {
        [nameof(ElmanTanh)] = Compare<ElmanTanh, float, float>,
        [nameof(ElmanRelu)] = Compare<ElmanRelu, float, float>,
        [nameof(TwoElmanLayers)] = Compare<TwoElmanLayers, float, float>,
        [nameof(LstmForecaster)] = Compare<LstmForecaster, float, float>,
        [nameof(LstmWide)] = Compare<LstmWide, float, float>,
        [nameof(TwoLstmLayers)] = Compare<TwoLstmLayers, float, float>,
        [nameof(LstmClassifier)] = Compare<LstmClassifier, float, int>,
        [nameof(GruDetector)] = Compare<GruDetector, float, float>,
        [nameof(GruWide)] = Compare<GruWide, float, int>,
        [nameof(TwoGruLayers)] = Compare<TwoGruLayers, float, int>,
        [nameof(LastSteps)] = Compare<LastSteps, float, float>,
        [nameof(BothElman)] = Compare<BothElman, float, float>,
        [nameof(BothLstm)] = Compare<BothLstm, float, float>,
        [nameof(BothGru)] = Compare<BothGru, float, int>,
        [nameof(ResidualLstm)] = Compare<ResidualLstm, float, float>,
        [nameof(Truncated)] = Compare<Truncated, float, float>,
        [nameof(EmbeddedGru)] = Compare<EmbeddedGru, int, int>,
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
    public void Outputs_losses_and_gradients_are_those_of_PyTorch(string name, int batch) => Comparisons[name](name, batch);

    [Fact]
    public void Every_golden_file_has_a_test()
    {
        IEnumerable<string> files = typeof(GoldenTests).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".golden.safetensors", StringComparison.Ordinal))
            .Select(name => name.Split('.')[1]);
        Assert.Equal(Comparisons.Keys.Order(), files.Order());
    }

    private static void Compare<TModel, TIn, TTarget>(string name, int batch)
        where TModel : IRnnModel<TModel, TIn, TTarget>
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        using Stream parameters = GoldenFile.Open($"{name}.parameters");
        TModel model = TModel.Load(parameters);
        SafetensorsFile golden = GoldenFile.Read($"{name}.golden");
        string prefix = $"b{batch}/";
        TIn[] inputs = Values<TIn>(golden[prefix + "inputs"]);
        double[] expectedOutputs = golden.Expected(prefix + "outputs");
        float[] outputs = new float[expectedOutputs.Length];
        model.Predict(inputs, outputs);
        Assert.Null(Tolerance.OfValues(outputs, expectedOutputs));

        float[] gradients = new float[model.Parameters.Length];
        float loss = model.ComputeGradients(inputs, Values<TTarget>(golden[prefix + "targets"]), gradients);
        Assert.Null(Tolerance.OfValues([loss], golden.Expected(prefix + "loss")));
        RequireGradients(model, gradients, golden, prefix + "loss/");

        float[] inputGradients = new float[golden.Expected(prefix + "vjp/inputs").Length];
        Array.Fill(gradients, float.NaN);
        ModelWorkspace workspace = model.CreateWorkspace(batch);
        model.Forward(inputs, outputs, workspace);
        model.Backward(golden[prefix + "output_gradients"].ToSingles(), gradients, inputGradients, workspace);
        Assert.Null(Tolerance.OfValues(outputs, expectedOutputs));
        RequireGradients(model, gradients, golden, prefix + "vjp/");
        Assert.Null(Tolerance.OfGradients(inputGradients, golden.Expected(prefix + "vjp/inputs")));
    }

    private static T[] Values<T>(SafetensorsTensor tensor) => (T[])(typeof(T) == typeof(int) ? (Array)tensor.ToInt32s() : tensor.ToSingles());

    /// <summary>Compares gradients tensor by tensor.</summary>
    internal static void RequireGradients<TIn, TTarget>(IRnnModel<TIn, TTarget> model, float[] gradients, SafetensorsFile golden, string prefix)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            SafetensorsTensor expected = golden[prefix + tensor.Name];
            Assert.Equal(tensor.Shape.Select(dimension => (long)dimension), expected.Shape);
            string? problem = Tolerance.OfGradients(gradients.AsSpan(tensor.Offset, tensor.Length), golden.Expected(expected.Name));
            Assert.True(problem is null, $"{expected.Name}: {problem}");
        }
    }
}

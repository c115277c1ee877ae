using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>Generated models beside PyTorch, from the same parameters; see make_goldens.py.</summary>
public sealed class GoldenTests
{
    private static readonly Dictionary<string, Action<string, int>> Comparisons = new()
    {
        [nameof(ElmanTanh)] = (name, batch) =>
        {
            var (model, workspace) = (new ElmanTanh(), new ElmanTanh.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(ElmanRelu)] = (name, batch) =>
        {
            var (model, workspace) = (new ElmanRelu(), new ElmanRelu.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(TwoElmanLayers)] = (name, batch) =>
        {
            var (model, workspace) = (new TwoElmanLayers(), new TwoElmanLayers.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(LstmForecaster)] = (name, batch) =>
        {
            var (model, workspace) = (new LstmForecaster(), new LstmForecaster.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(LstmWide)] = (name, batch) =>
        {
            var (model, workspace) = (new LstmWide(), new LstmWide.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(TwoLstmLayers)] = (name, batch) =>
        {
            var (model, workspace) = (new TwoLstmLayers(), new TwoLstmLayers.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(LstmClassifier)] = (name, batch) =>
        {
            var (model, workspace) = (new LstmClassifier(), new LstmClassifier.Workspace(batch));
            Compare(name, batch, model, Classes, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(GruDetector)] = (name, batch) =>
        {
            var (model, workspace) = (new GruDetector(), new GruDetector.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(GruWide)] = (name, batch) =>
        {
            var (model, workspace) = (new GruWide(), new GruWide.Workspace(batch));
            Compare(name, batch, model, Classes, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(TwoGruLayers)] = (name, batch) =>
        {
            var (model, workspace) = (new TwoGruLayers(), new TwoGruLayers.Workspace(batch));
            Compare(name, batch, model, Classes, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
        [nameof(LastSteps)] = (name, batch) =>
        {
            var (model, workspace) = (new LastSteps(), new LastSteps.Workspace(batch));
            Compare(name, batch, model, Numbers, (x, y) => model.Forward(x, y, workspace), (g, p, i) => model.Backward(g, p, i, workspace));
        },
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

    private static float[] Numbers(SafetensorsTensor targets) => targets.ToSingles();

    private static int[] Classes(SafetensorsTensor targets) => targets.ToInt32s();

    private static void Compare<TTarget>(
        string name,
        int batch,
        IRnnModel<float, TTarget> model,
        Func<SafetensorsTensor, TTarget[]> read,
        Action<float[], float[]> forward,
        Action<float[], float[], float[]> backward)
        where TTarget : unmanaged
    {
        using (Stream parameters = GoldenFile.Open($"{name}.parameters"))
        {
            ModelStorage.LoadParameters(model, parameters);
        }

        SafetensorsFile golden = GoldenFile.Read($"{name}.golden");
        string prefix = $"b{batch}/";
        float[] inputs = golden[prefix + "inputs"].ToSingles();
        double[] expectedOutputs = golden.Expected(prefix + "outputs");
        float[] outputs = new float[expectedOutputs.Length];
        model.Predict(inputs, outputs);
        Assert.Null(Tolerance.OfValues(outputs, expectedOutputs));

        float[] gradients = new float[model.Parameters.Length];
        float loss = model.ComputeGradients(inputs, read(golden[prefix + "targets"]), gradients);
        Assert.Null(Tolerance.OfValues([loss], golden.Expected(prefix + "loss")));
        RequireGradients(model, gradients, golden, prefix + "loss/");

        float[] inputGradients = new float[inputs.Length];
        Array.Fill(gradients, float.NaN);
        forward(inputs, outputs);
        backward(golden[prefix + "output_gradients"].ToSingles(), gradients, inputGradients);
        Assert.Null(Tolerance.OfValues(outputs, expectedOutputs));
        RequireGradients(model, gradients, golden, prefix + "vjp/");
        Assert.Null(Tolerance.OfGradients(inputGradients, golden.Expected(prefix + "vjp/inputs")));
    }

    private static void RequireGradients<TTarget>(IRnnModel<float, TTarget> model, float[] gradients, SafetensorsFile golden, string prefix)
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

using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>Sequences of different lengths beside PyTorch's packed ones, and dropout beside PyTorch with the same masks; see make_goldens.py.</summary>
public sealed class MaskedGoldenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public void Sequences_of_different_lengths_are_as_PyTorch_packs_them(int batch)
    {
        ComparePacked<PackedLstm>(batch);
        ComparePacked<PackedGru>(batch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public void Losses_and_gradients_under_dropout_are_those_of_PyTorch_with_the_same_masks(int batch)
    {
        using Stream parameters = GoldenFile.Open($"{nameof(DroppedLstm)}.parameters");
        var model = DroppedLstm.Load(parameters);
        SafetensorsFile golden = GoldenFile.Read($"{nameof(DroppedLstm)}.dropped");
        string prefix = $"b{batch}/";
        float[] gradients = new float[DroppedLstm.ParameterCount];
        DroppedLstm.Workspace workspace = new(batch) { DropoutSeed = 12345 };
        float loss = model.ComputeGradients(golden[prefix + "inputs"].ToSingles(), golden[prefix + "targets"].ToSingles(), gradients, workspace);
        Assert.Null(Tolerance.OfValues([loss], golden.Expected(prefix + "loss")));
        GoldenTests.RequireGradients(model, gradients, golden, prefix + "loss/");
    }

    private static void ComparePacked<TModel>(int batch)
        where TModel : IRnnModel<TModel, float, float>, IVariableLengthModel<float, float>
    {
        string name = typeof(TModel).Name;
        using Stream parameters = GoldenFile.Open($"{name}.parameters");
        TModel model = TModel.Load(parameters);
        SafetensorsFile golden = GoldenFile.Read($"{name}.packed");
        string prefix = $"b{batch}/";
        float[] inputs = golden[prefix + "inputs"].ToSingles();
        int[] lengths = golden[prefix + "lengths"].ToInt32s();
        double[] expected = golden.Expected(prefix + "outputs");
        float[] outputs = new float[expected.Length];
        model.Predict(inputs, lengths, outputs);
        Assert.Null(Tolerance.OfValues(outputs, expected));

        float[] gradients = new float[model.Parameters.Length];
        float loss = model.ComputeGradients(inputs, lengths, golden[prefix + "targets"].ToSingles(), gradients);
        Assert.Null(Tolerance.OfValues([loss], golden.Expected(prefix + "loss")));
        GoldenTests.RequireGradients(model, gradients, golden, prefix + "loss/");

        ModelWorkspace workspace = model.CreateWorkspace(batch);
        float[] inputGradients = new float[inputs.Length];
        model.Forward(inputs, lengths, outputs, workspace);
        model.Backward(golden[prefix + "output_gradients"].ToSingles(), gradients, inputGradients, workspace);
        GoldenTests.RequireGradients(model, gradients, golden, prefix + "vjp/");
        Assert.Null(Tolerance.OfGradients(inputGradients, golden.Expected(prefix + "vjp/inputs")));
    }
}

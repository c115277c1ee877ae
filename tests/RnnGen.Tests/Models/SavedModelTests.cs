using RnnGen.Tests.Storage;

namespace RnnGen.Tests.Models;

public sealed class SavedModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => folder["model.safetensors"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_comes_back_from_a_file_with_the_same_parameters_and_outputs()
    {
        var saved = new Forecaster(7);
        saved.Save(FilePath);
        Forecaster loaded = Forecaster.Load(FilePath);
        RequireSame(saved, loaded);
        var other = new Forecaster(8);
        other.LoadParameters(FilePath);
        RequireSame(saved, other);
    }

    [Fact]
    public void A_model_comes_back_from_a_stream_with_the_same_parameters_and_outputs()
    {
        var saved = new Forecaster(7);
        using var stream = new MemoryStream();
        saved.Save(stream);
        stream.Position = 0;
        RequireSame(saved, Forecaster.Load(stream));
        stream.Position = 0;
        var other = new Forecaster(8);
        other.LoadParameters(stream);
        RequireSame(saved, other);
    }

    [Fact]
    public void Another_models_file_is_refused_and_the_parameters_stay()
    {
        new Forecaster(1).Save(FilePath);
        var model = new Tagger(2);
        var error = Assert.Throws<SafetensorsException>(() => model.LoadParameters(FilePath));
        Assert.Contains(nameof(Tagger), error.Message, StringComparison.Ordinal);
        Assert.Contains("'gru1.weight_ih_l0' [30, 3] is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("'dense1.weight' has the shape [1, 6] instead of [4, 10]", error.Message, StringComparison.Ordinal);
        Assert.True(model.Parameters.SequenceEqual(new Tagger(2).Parameters));
        Assert.Throws<SafetensorsException>(() => Tagger.Load(FilePath));
    }

    [Fact]
    public void A_file_with_other_names_is_read_with_options()
    {
        var saved = new Forecaster(7);
        saved.Save(FilePath);
        SafetensorsFile file = SafetensorsFile.Read(FilePath);
        SafetensorsWriter writer = new();
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            writer.Add("module." + tensor.Name, [.. tensor.Shape.Select(dimension => (int)dimension)], tensor.ToSingles());
        }

        writer.Save(FilePath);
        LoadOptions options = new() { Rename = name => name["module.".Length..] };
        RequireSame(saved, Forecaster.Load(FilePath, options));
        var other = new Forecaster(8);
        other.LoadParameters(FilePath, options);
        RequireSame(saved, other);
        using (FileStream stream = File.OpenRead(FilePath))
        {
            RequireSame(saved, Forecaster.Load(stream, options));
            stream.Position = 0;
            other = new Forecaster(8);
            other.LoadParameters(stream, options);
            RequireSame(saved, other);
        }

        Assert.Throws<SafetensorsException>(() => Forecaster.Load(FilePath));
        Assert.Throws<SafetensorsException>(() => Forecaster.Load(FilePath, null));
    }

    [Fact]
    public void Load_is_still_a_function_of_a_path()
    {
        var saved = new Forecaster(7);
        saved.Save(FilePath);
        RequireSame(saved, new[] { FilePath }.Select(Forecaster.Load).Single());
    }

    private static void RequireSame(Forecaster expected, Forecaster actual)
    {
        Assert.True(actual.Parameters.SequenceEqual(expected.Parameters));
        float[] inputs = Batches.Numbers(5 * 24, 1);
        float[] expectedOutputs = new float[5];
        float[] outputs = new float[5];
        expected.Predict(inputs, expectedOutputs);
        actual.Predict(inputs, outputs);
        Assert.Equal(expectedOutputs, outputs);

        // One sequence is computed from a copy of the parameters in another layout.
        expected.Predict(inputs.AsSpan(0, 24), expectedOutputs.AsSpan(0, 1));
        actual.Predict(inputs.AsSpan(0, 24), outputs.AsSpan(0, 1));
        Assert.Equal(expectedOutputs, outputs);
    }
}

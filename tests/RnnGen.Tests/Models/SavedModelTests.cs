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

    private static void RequireSame(Forecaster expected, Forecaster actual)
    {
        Assert.True(actual.Parameters.SequenceEqual(expected.Parameters));
        float[] inputs = Batches.Numbers(5 * 24, 1);
        float[] expectedOutputs = new float[5];
        float[] outputs = new float[5];
        expected.Predict(inputs, expectedOutputs);
        actual.Predict(inputs, outputs);
        Assert.Equal(expectedOutputs, outputs);
    }
}

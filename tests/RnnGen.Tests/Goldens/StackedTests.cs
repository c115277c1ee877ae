using RnnGen.Parity;

namespace RnnGen.Tests.Goldens;

/// <summary>A PyTorch module with names and types of its own, as a generated model; see make_goldens.py.</summary>
public sealed class StackedTests
{
    private static readonly LoadOptions Options = new()
    {
        Modules = { ["lstm"] = ["lstm1", "lstm2"], ["fc"] = ["dense1"] },
        ConvertTypes = true,
    };

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public void Two_layers_of_one_module_in_another_type_give_the_outputs_of_PyTorch(string type)
    {
        using Stream file = GoldenFile.Open($"Stacked.{type}");
        var model = Stacked.Load(file, Options);

        SafetensorsFile expected = GoldenFile.Read("Stacked.outputs");
        float[] outputs = new float[3];
        model.Predict(expected["inputs"].ToSingles(), outputs);
        Assert.Null(Tolerance.OfValues(outputs, expected.Expected(type)));
    }

    [Fact]
    public void Without_options_the_error_says_what_would_help()
    {
        using Stream file = GoldenFile.Open("Stacked.F16");
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => Stacked.Load(file));
        Assert.Contains("'lstm1.weight_ih_l0' [20, 2] is missing", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("If only names differ, map them with LoadOptions.Modules or LoadOptions.Rename.", error.Message, StringComparison.Ordinal);
    }
}

using System.Text.Json;

namespace RnnGen.Tests.Goldens;

/// <summary>What metrics.py has written: scikit-learn's figures and PyTorch's learning rates.</summary>
internal static class MetricGoldens
{
    private static readonly JsonElement Root = Load();

    public static double[] Numbers(params string[] path) => [.. At(path).EnumerateArray().Select(static value => value.GetDouble())];

    public static float[] Singles(params string[] path) => [.. At(path).EnumerateArray().Select(static value => value.GetSingle())];

    public static int[] Ids(params string[] path) => [.. At(path).EnumerateArray().Select(static value => value.GetInt32())];

    public static double Number(params string[] path) => At(path).GetDouble();

    public static int[][] Table(params string[] path) => [.. At(path).EnumerateArray().Select(static row => row.EnumerateArray().Select(static value => value.GetInt32()).ToArray())];

    /// <summary>Names of an object's members.</summary>
    public static string[] Names(params string[] path) => [.. At(path).EnumerateObject().Select(static member => member.Name)];

    private static JsonElement At(string[] path) => path.Aggregate(Root, static (element, name) => element.GetProperty(name));

    private static JsonElement Load()
    {
        using Stream stream = typeof(MetricGoldens).Assembly.GetManifestResourceStream("RnnGen.Tests.Goldens.metrics.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

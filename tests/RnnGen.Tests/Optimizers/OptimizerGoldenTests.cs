using System.Text.Json;

namespace RnnGen.Tests.Optimizers;

/// <summary>Against trajectories that <c>torch.optim</c> took; see Goldens/optimizers.py.</summary>
public class OptimizerGoldenTests
{
    private static readonly JsonElement Goldens = Load();

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Goldens.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Trajectories_are_those_of_PyTorch(int index)
    {
        JsonElement golden = Goldens.GetProperty("cases")[index];
        Optimizer optimizer = Create(golden.GetProperty("optimizer").GetString()!, golden.GetProperty("options"));
        float[] parameters = Floats(Goldens.GetProperty("start"));
        int step = 0;
        int compared = 0;
        foreach (JsonElement gradients in Goldens.GetProperty("gradients").EnumerateArray())
        {
            optimizer.Update(parameters, Floats(gradients));
            step++;
            if (golden.GetProperty("trajectory").TryGetProperty(step.ToString(System.Globalization.CultureInfo.InvariantCulture), out JsonElement expected))
            {
                float[] values = Floats(expected);
                Assert.Equal(values.Length, parameters.Length);
                for (int i = 0; i < values.Length; i++)
                {
                    Assert.Equal(values[i], parameters[i], 2e-6 * (1 + Math.Abs(values[i])));
                }

                compared++;
            }
        }

        Assert.Equal(4, compared);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Clipping_by_norm_is_that_of_PyTorch(int index)
    {
        JsonElement golden = Goldens.GetProperty("clipping")[index];
        float[] gradients = Floats(Goldens.GetProperty("gradients")[0]);
        float norm = GradientClipping.ClipByNorm(gradients, golden.GetProperty("max_norm").GetSingle());
        float expectedNorm = golden.GetProperty("norm").GetSingle();
        Assert.Equal(expectedNorm, norm, expectedNorm * 1e-6);
        float[] expected = Floats(golden.GetProperty("clipped"));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], gradients[i], 1e-6 * Math.Abs(expected[i]));
        }
    }

    private static Optimizer Create(string name, JsonElement options)
    {
        double Number(string option, double otherwise) => options.TryGetProperty(option, out JsonElement value) ? value.GetDouble() : otherwise;
        bool Flag(string option) => options.TryGetProperty(option, out JsonElement value) && value.GetBoolean();
        double Beta(int index, double otherwise) => options.TryGetProperty("betas", out JsonElement value) ? value[index].GetDouble() : otherwise;

        float rate = (float)Number("lr", double.NaN);
        return name switch
        {
            "Sgd" => new Sgd(rate) { Momentum = Number("momentum", 0), Nesterov = Flag("nesterov"), WeightDecay = Number("weight_decay", 0) },
            "RmsProp" => new RmsProp(rate)
            {
                Alpha = Number("alpha", 0.99),
                Epsilon = Number("eps", 1e-8),
                Momentum = Number("momentum", 0),
                Centered = Flag("centered"),
                WeightDecay = Number("weight_decay", 0),
            },
            "Adam" => new Adam(rate)
            {
                Beta1 = Beta(0, 0.9),
                Beta2 = Beta(1, 0.999),
                Epsilon = Number("eps", 1e-8),
                AmsGrad = Flag("amsgrad"),
                WeightDecay = Number("weight_decay", 0),
            },
            "AdamW" => new AdamW(rate)
            {
                Beta1 = Beta(0, 0.9),
                Beta2 = Beta(1, 0.999),
                Epsilon = Number("eps", 1e-8),
                AmsGrad = Flag("amsgrad"),
                WeightDecay = Number("weight_decay", 0.01),
            },
            _ => throw new InvalidOperationException($"The goldens name an unknown optimizer {name}."),
        };
    }

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetSingle())];

    private static JsonElement Load()
    {
        using Stream stream = typeof(OptimizerGoldenTests).Assembly.GetManifestResourceStream("RnnGen.Tests.Goldens.optimizers.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}

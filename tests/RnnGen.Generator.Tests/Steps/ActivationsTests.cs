using RnnGen.Generator.Steps;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Steps;

/// <summary>Activations against the formulas that <see cref="Activation"/> documents.</summary>
public sealed class ActivationsTests
{
    private static readonly double[] Points = [-800, -30, -4, -3, -1.25, -0.01, 0, 0.01, 0.5, 2, 3, 5, 30, 600];

    public static TheoryData<Activation> All() => new(Enum.GetValues<Activation>());

    [Theory]
    [MemberData(nameof(All))]
    public void Activation_is_its_documented_formula(Activation activation)
    {
        double[] actual = Apply(activation, Points);
        for (int index = 0; index < Points.Length; index++)
        {
            double expected = Formula(activation, Points[index]);
            Assert.True(
                Math.Abs(expected - actual[index]) <= 1e-13 * Math.Max(1, Math.Abs(expected)),
                FormattableString.Invariant($"{activation}({Points[index]}) is {expected}, not {actual[index]}."));
        }
    }

    [Fact]
    public void Softmax_sums_to_one_and_is_unmoved_by_a_shift_of_any_size()
    {
        double[] shifted = Apply(Activation.Softmax, [1001, 1002, 999]);
        Assert.Equal(1, shifted.Sum(), 14);
        Assert.Equal(Apply(Activation.Softmax, [1, 2, -1]), shifted);
    }

    private static double[] Apply(Activation activation, double[] values)
    {
        var graph = new StepGraph();
        Node x = graph.Input("x", values.Length);
        var evaluation = new NodeEvaluation([]);
        evaluation.Bind(x, values);
        return evaluation[Activations.Apply(activation, x)];
    }

    private static double Formula(Activation activation, double x) => activation switch
    {
        Activation.Linear => x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Relu => x > 0 ? x : 0,
        Activation.LeakyRelu => x > 0 ? x : 0.01 * x,
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.HardSigmoid => Math.Clamp((x / 6) + 0.5, 0, 1),
        Activation.Softmax => Math.Exp(x - Points.Max()) / Points.Sum(other => Math.Exp(other - Points.Max())),
        Activation.Elu => x > 0 ? x : Math.Exp(x) - 1,
        Activation.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * (Math.Exp(x) - 1)),
        Activation.Softplus => x > 30 ? x : Math.Log(1 + Math.Exp(x)),
        Activation.Softsign => x / (1 + Math.Abs(x)),
        Activation.Gelu => x * 0.5 * (1 + ErrorFunction(x / Math.Sqrt(2))),
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Exponential => Math.Exp(x),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "An activation without a formula here."),
    };

    /// <summary>2/√π ∫₀ˣ e^(−t²) dt by Simpson's rule: independent of the series the generator uses.</summary>
    private static double ErrorFunction(double x)
    {
        // Beyond 6 it is ±1 to the last bit.
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double sum = 0;
        const int Intervals = 20_000;
        for (int index = 0; index <= Intervals; index++)
        {
            double t = x * index / Intervals;
            sum += Math.Exp(-t * t) * (index is 0 or Intervals ? 1 : index % 2 == 1 ? 4 : 2);
        }

        return 2 / Math.Sqrt(Math.PI) * sum * x / (3 * Intervals);
    }
}

using RnnGen.Generator.Differentiation;
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

    /// <summary>Kinks and infinities, where formulas that are right elsewhere divide infinity by itself or take the wrong side.</summary>
    [Theory]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1e30)]
    [InlineData(-3.0)]
    [InlineData(0.0)]
    [InlineData(3.0)]
    [InlineData(1e30)]
    [InlineData(double.PositiveInfinity)]
    public void Activation_and_derivative_are_right_at_kinks_and_ends(double x)
    {
        foreach (Activation activation in Enum.GetValues<Activation>().Where(activation => activation != Activation.Softmax))
        {
            (double value, double slope) = AtEnds(activation, x);
            var graph = new StepGraph();
            Node input = graph.Input("x", 1);
            Node seed = graph.Input("seed", 1);
            Node y = Activations.Apply(activation, input);
            Adjoint adjoint = Differentiator.Differentiate(graph, graph.Nodes.Count, [(y, seed)], [input]);
            var evaluation = new NodeEvaluation([]);
            evaluation.Bind(input, [x]);
            evaluation.Bind(seed, [1]);
            Assert.True(AreEqual(value, evaluation[y][0]), FormattableString.Invariant($"{activation}({x}) is {value}, not {evaluation[y][0]}."));
            double actual = evaluation[adjoint.Gradients[0]][0];
            Assert.True(AreEqual(slope, actual), FormattableString.Invariant($"{activation}'({x}) is {slope}, not {actual}."));
        }
    }

    [Fact]
    public void Activation_of_what_is_not_a_number_is_not_a_number()
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            Assert.True(double.IsNaN(Apply(activation, [double.NaN])[0]), activation.ToString());
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

    private static bool AreEqual(double expected, double actual) => expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(expected - actual) <= 1e-13 * Math.Max(1, Math.Abs(expected));

    /// <summary>Value and derivative, by PyTorch's convention at kinks and as limits at infinities.</summary>
    private static (double Value, double Slope) AtEnds(Activation activation, double x)
    {
        double above = x > 0 ? 1 : 0;
        bool isInfinite = Math.Abs(x) > 1e20;
        double slopeOfGated = double.IsPositiveInfinity(x) ? double.NaN : above;
        return activation switch
        {
            Activation.Linear => (x, 1),
            Activation.Tanh => (Math.Tanh(x), 1 - Math.Pow(Math.Tanh(x), 2)),
            Activation.Relu => (Math.Max(x, 0), above),
            Activation.LeakyRelu => (x > 0 ? x : 0.01 * x, x > 0 ? 1 : 0.01),
            Activation.Sigmoid => (Logistic(x), Logistic(x) * Logistic(-x)),
            Activation.HardSigmoid => (Math.Clamp((x / 6) + 0.5, 0, 1), x is > -3 and < 3 ? 1.0 / 6 : 0),
            Activation.Elu => (x > 0 ? x : double.Exp(x) - 1, x > 0 ? 1 : Math.Exp(x)),
            Activation.Selu => (
                x > 0 ? 1.0507009873554805 * x : 1.0507009873554805 * 1.6732632423543773 * (Math.Exp(x) - 1),
                1.0507009873554805 * (x > 0 ? 1 : 1.6732632423543773 * Math.Exp(x))),
            Activation.Softplus => (isInfinite ? Math.Max(x, 0) : Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), Logistic(x)),
            Activation.Softsign => (isInfinite ? Math.Sign(x) : x / (1 + Math.Abs(x)), 1 / Math.Pow(1 + Math.Abs(x), 2)),
            Activation.Gelu => isInfinite ? (Math.Max(x, 0), slopeOfGated) : (x * Normal(x), Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
            Activation.Silu => isInfinite ? (Math.Max(x, 0), slopeOfGated) : (x * Logistic(x), Logistic(x) * (1 + (x * Logistic(-x)))),
            Activation.Exponential => (Math.Exp(x), Math.Exp(x)),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "An activation without limits here."),
        };

        static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

        static double Normal(double value) => 0.5 * (1 + ErrorFunction(value / Math.Sqrt(2)));
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

namespace RnnGen.Generator.Steps;

/// <summary>Activation functions as expressions; their derivatives follow.</summary>
internal static class Activations
{
    private const double SeluScale = 1.0507009873554805;
    private const double SeluAlpha = 1.6732632423543773;
    private const double LeakySlope = 0.01;

    /// <summary>Below this a gate of <see cref="Gated"/> is 0 in single precision.</summary>
    private const double GateShut = -200;

    /// <summary>Not infinite in single precision, and neither is it plus 1.</summary>
    private const double LargestFinite = 3e38;

    public static Node Apply(Activation activation, Node x)
    {
        Node y = Expression(activation, x);
        if (y != x)
        {
            x.Graph.Note(y, new(activation switch { Activation.Sigmoid => "σ", Activation.Tanh => "tanh", _ => activation.ToString() }, x));
        }

        return y;
    }

    private static Node Expression(Activation activation, Node x)
    {
        StepGraph g = x.Graph;
        return activation switch
        {
            Activation.Linear => x,
            Activation.Tanh => g.Apply(Operator.Tanh, x),
            Activation.Relu => g.Max(x, g.Constant(0)),
            Activation.LeakyRelu => g.IfGreater(x, g.Constant(0), x, LeakySlope * x),
            Activation.Sigmoid => g.Apply(Operator.Sigmoid, x),
            Activation.HardSigmoid => g.Min(g.Max(((1.0 / 6) * x) + 0.5, g.Constant(0)), g.Constant(1)),
            Activation.Softmax => Softmax(x),
            Activation.Elu => Elu(x, 1, 1),
            Activation.Selu => Elu(x, SeluScale, SeluScale * SeluAlpha),
            Activation.Softplus => g.Apply(Operator.Softplus, x),
            Activation.Softsign => Softsign(x),
            Activation.Gelu => Gated(x, (0.5 * g.Apply(Operator.Erf, Math.Sqrt(0.5) * x)) + 0.5),
            Activation.Silu => Gated(x, g.Apply(Operator.Sigmoid, x)),
            Activation.Exponential => g.Apply(Operator.Exp, x),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
        };
    }

    /// <summary>e^(x − max x) / Σ e^(x − max x): the shift changes nothing but keeps the exponentials finite.</summary>
    private static Node Softmax(Node x)
    {
        StepGraph g = x.Graph;
        Node e = g.Apply(Operator.Exp, x - g.Peak(x)).Named("e");
        return e / g.Sum(e).Named("total");
    }

    private static Node Elu(Node x, double above, double below)
    {
        StepGraph g = x.Graph;
        Node zero = g.Constant(0);
        // The exponential never sees a positive argument, so the branch not taken cannot overflow. At 0, where both are equal, Min hands its gradient to the second.
        return g.IfGreater(x, zero, above * x, below * g.Apply(Operator.ExpMinus1, g.Min(zero, x)));
    }

    /// <summary>x / (|x| + 1), of a finite x: infinity divided by itself would be NaN.</summary>
    private static Node Softsign(Node x)
    {
        StepGraph g = x.Graph;
        Node finite = g.Min(g.Max(x, g.Constant(-LargestFinite)), g.Constant(LargestFinite));
        return finite / (g.Apply(Operator.Abs, finite) + 1);
    }

    /// <summary>
    /// x · gate(x), which is 0 where the gate has shut for good: −∞ · 0 would be NaN. Where it is infinite, its derivative is NaN as PyTorch's is.
    /// </summary>
    private static Node Gated(Node x, Node gate) => x.Graph.Max(x, x.Graph.Constant(GateShut)) * gate;
}

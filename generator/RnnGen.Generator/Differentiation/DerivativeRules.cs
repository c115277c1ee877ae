using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// d/d(operand) of every elementwise operator and reduction, times the incoming gradient. A rule is written in terms of
/// the result wherever that is possible: the result is what the step keeps anyway.
/// </summary>
internal static class DerivativeRules
{
    /// <param name="node">What is differentiated.</param>
    /// <param name="y">Its value: the node itself, or what the step keeps in its place.</param>
    /// <param name="operand">With respect to which operand.</param>
    /// <param name="d">The gradient of the node.</param>
    public static Node Apply(Node node, Node y, int operand, Node d)
    {
        StepGraph g = node.Graph;
        Node zero = g.Constant(0);
        Node a = node.Operands[0];
        Node b = node.Operands.Count > 1 ? node.Operands[1] : a;
        bool first = operand == 0;
        return node.Operator switch
        {
            Operator.Add or Operator.Expand => d,
            // Not 0 where it flushes: gradients of a state that is at rest at zero reach the steps before it as they would without the
            // flush, and the backward pass neither keeps nor compares anything. Over differences larger than the threshold it is the identity.
            Operator.FlushToZero => d,
            Operator.Sum => g.Expand(d, a.Length),
            Operator.Peak => zero,
            Operator.Subtract => first ? d : -d,
            Operator.Negate => -d,
            Operator.Multiply => first ? d * b : d * a,
            Operator.Divide => first ? d / b : -(d * y / b),
            // At a tie the second operand takes the gradient: ReLU's derivative at 0 is 0, as in PyTorch.
            Operator.Max => first ? g.IfGreater(y, b, d, zero) : g.IfGreater(y, b, zero, d),
            Operator.Min => first ? g.IfGreater(b, y, d, zero) : g.IfGreater(b, y, zero, d),
            Operator.Abs => g.IfGreater(a, zero, d, g.IfGreater(zero, a, -d, zero)),
            Operator.IfGreater => operand switch
            {
                2 => g.IfGreater(a, b, d, zero),
                3 => g.IfGreater(a, b, zero, d),
                _ => zero,
            },
            Operator.IfEqual => operand switch
            {
                2 => g.IfEqual(a, b, d, zero),
                3 => g.IfEqual(a, b, zero, d),
                _ => zero,
            },
            Operator.Sqrt => 0.5 * d / y,
            Operator.Exp => d * y,
            Operator.ExpMinus1 => d * (y + 1),
            Operator.Log => d / a,
            Operator.Tanh => d * (1 - (y * y)),
            Operator.Sigmoid => d * (y * (1 - y)),
            Operator.Softplus => d * g.Apply(Operator.Sigmoid, a),
            Operator.Erf => d * (2 / Math.Sqrt(Math.PI) * g.Apply(Operator.Exp, -(a * a))),
            _ => throw new InvalidOperationException($"{node.Operator} has no derivative rule."),
        };
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// Gradients fade on their way to earlier steps, as states do on their way to later ones, and must not become subnormal either: the gradient of a cell state
/// that every step multiplies by a forget gate of 0.7 stays among the smallest subnormals for ever. Without this a backward pass through 1,000 steps, of which
/// only the last has a loss, was measured 15 times slower.
/// </summary>
internal static class VanishingGradients
{
    /// <summary>The whole gradient of a state, flushed: everything that a step's adjoint multiplies comes from it.</summary>
    public static Node OfState(Node gradient) => gradient.Graph.FlushToZero(gradient);

    /// <summary>The gradient of an input, flushed where it was computed unit by unit, as a loss does. A product of weights with what has been flushed needs nothing.</summary>
    public static Node HandedDown(Node gradient) => HasProduct(gradient) ? gradient : gradient.Graph.FlushToZero(gradient);

    private static bool HasProduct(Node sum) =>
        sum.Operator == Operator.TransposedMatVec || (sum.Operator == Operator.Add && sum.Operands.Any(HasProduct));
}

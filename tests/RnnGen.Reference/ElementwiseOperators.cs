using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>Every elementwise operator on one unit.</summary>
internal static class ElementwiseOperators
{
    /// <param name="op">An elementwise operator.</param>
    /// <param name="v">One value per operand.</param>
    public static double Evaluate(Operator op, ReadOnlySpan<double> v) => op switch
    {
        Operator.Add => v[0] + v[1],
        Operator.Subtract => v[0] - v[1],
        Operator.Multiply => v[0] * v[1],
        Operator.Divide => v[0] / v[1],
        Operator.Expand => v[0],
        Operator.Max => Math.Max(v[0], v[1]),
        Operator.Min => Math.Min(v[0], v[1]),
        Operator.IfGreater => v[0] > v[1] ? v[2] : v[3],
        Operator.IfEqual => v[0] == v[1] ? v[2] : v[3],
        _ => ScalarFunctions.Evaluate(op, v[0]),
    };

    /// <summary>Whether the operator's derivative jumps anywhere.</summary>
    public static bool HasKink(Operator op) => op is Operator.Max or Operator.Min or Operator.IfGreater or Operator.Abs;

    /// <summary>
    /// How far the operands are from where the operator's derivative jumps; infinite where it never does, and where they are equal: numbers that were drawn
    /// never meet, but a rectifier's zeros do, stay zeros nearby, and are the same in every precision.
    /// <see cref="Operator.IfEqual"/> compares unit numbers with class ids, which nothing differentiates.
    /// </summary>
    public static double KinkDistance(Operator op, ReadOnlySpan<double> v) => op switch
    {
        Operator.Max or Operator.Min or Operator.IfGreater when v[0] != v[1] => Math.Abs(v[0] - v[1]),
        Operator.Abs when v[0] != 0 => Math.Abs(v[0]),
        _ => double.PositiveInfinity,
    };
}

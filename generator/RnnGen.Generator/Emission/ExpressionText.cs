using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>Prints expressions over lanes. Values with a name are printed by it.</summary>
internal sealed class ExpressionText(KernelNames names, LaneText lanes, IReadOnlyDictionary<Node, int> parameters, string unit)
{
    private const string Functions = "global::RnnGen.Runtime.LaneMath.";

    /// <summary>What stands on the right of a value's declaration.</summary>
    public string Definition(Node node)
    {
        string Operand(int index) => Text(node.Operands[index]);
        switch (node.Operator)
        {
            case Operator.Add when IsInlineProduct(node.Operands[0]):
                return Fused(node.Operands[0], node.Operands[1]);
            case Operator.Add when IsInlineProduct(node.Operands[1]):
                return Fused(node.Operands[1], node.Operands[0]);
            case Operator.Subtract when IsInlineProduct(node.Operands[1]):
                Node product = node.Operands[1];
                return $"TLanes.MultiplyAdd(-{Nested(product.Operands[0])}, {Text(product.Operands[1])}, {Operand(0)})";
            // With a constant bound one instruction does; Max and Min have to see to NaN on both sides.
            case Operator.Max when node.Operands[1].Operator == Operator.Constant:
                return $"TLanes.AtLeast({Operand(0)}, {Operand(1)})";
            case Operator.Min when node.Operands[1].Operator == Operator.Constant:
                return $"TLanes.AtMost({Operand(0)}, {Operand(1)})";
            case Operator.Min when node.Operands[0].Operator == Operator.Constant:
                return $"TLanes.AtMost({Operand(1)}, {Operand(0)})";
        }

        Notation notation = node.Operator.Row().Notation ?? throw new InvalidOperationException($"{node.Operator} is not written as an expression.");
        IEnumerable<string> operands = node.Operands.Select((operand, index) => notation.IsSign && index >= notation.FirstFactor ? Nested(operand) : Text(operand));
        return notation.Form switch
        {
            NotationForm.Infix => string.Join($" {notation.Symbol} ", operands),
            NotationForm.Instruction => $"TLanes.{notation.Symbol}({string.Join(", ", operands)})",
            NotationForm.Function => $"{Functions}{notation.Symbol}({string.Join(", ", operands)})",
            _ => notation.Symbol + operands.Single(),
        };
    }

    public string Text(Node node) => node switch
    {
        _ when names.IsNamed(node) => names.Of(node),
        { Operator: Operator.UnitIndex } => lanes.UnitIndex(unit),
        { Operator: Operator.Parameter } => lanes.Parameter(Literal.Sum(parameters[node], unit)),
        _ => Definition(node),
    };

    private string Nested(Node node) =>
        names.IsNamed(node) || !IsInfix(node) ? Text(node) : $"({Text(node)})";

    private static bool IsInfix(Node node) => node.Operator.Row().Notation is { IsSign: true };

    private bool IsInlineProduct(Node node) => node.Operator == Operator.Multiply && !names.IsNamed(node);

    private string Fused(Node product, Node addend) =>
        $"TLanes.MultiplyAdd({Text(product.Operands[0])}, {Text(product.Operands[1])}, {Text(addend)})";
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>The expressions of a loop over units. Values with a name are read from their local.</summary>
/// <param name="names">The names.</param>
/// <param name="forms">How parameters are loaded.</param>
/// <param name="parameters">Where they are.</param>
/// <param name="unit">The variable that says which unit a vector begins with.</param>
internal sealed class ElementwiseExpressions(KernelNames names, LoopForms forms, IReadOnlyDictionary<Node, int> parameters, string unit)
{
    /// <summary>What a value is computed with.</summary>
    public Expression Definition(Node node)
    {
        (Node first, Node? second) = (node.Operands[0], node.Operands.Count > 1 ? node.Operands[1] : null);
        return node.Operator switch
        {
            Operator.Add when IsInlineProduct(first) => Fused(first, second!),
            Operator.Add when IsInlineProduct(second!) => Fused(second!, first),
            Operator.Subtract when IsInlineProduct(second!) =>
                new MultiplyAdd(Operation.Of(Operator.Negate, Of(second!.Operands[0])), Of(second.Operands[1]), Of(first)),
            Operator.Max when second!.Operator == Operator.Constant => new Bounded(Operator.Max, Of(first), Of(second)),
            Operator.Min when second!.Operator == Operator.Constant => new Bounded(Operator.Min, Of(first), Of(second)),
            Operator.Min when first.Operator == Operator.Constant => new Bounded(Operator.Min, Of(second!), Of(first)),
            _ => new Operation(node.Operator, new(node.Operands.Select(Of))),
        };
    }

    public Expression Of(Node node) => node switch
    {
        _ when names.IsNamed(node) => new Variable(names.Of(node)),
        { Operator: Operator.UnitIndex } => forms.UnitIndex(unit),
        { Operator: Operator.Parameter } => forms.Parameter(LoopIndex.Of(unit).Plus(parameters[node])),
        _ => Definition(node),
    };

    private bool IsInlineProduct(Node node) => node.Operator == Operator.Multiply && !names.IsNamed(node);

    private MultiplyAdd Fused(Node product, Node addend) => new(Of(product.Operands[0]), Of(product.Operands[1]), Of(addend));
}

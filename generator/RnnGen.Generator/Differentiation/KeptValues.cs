using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// Which values of a forward step its adjoint needs from memory. What cost a matrix product or a transcendental function
/// is kept; what costs a few instructions from kept values is computed again, which is as fast as loading it.
/// </summary>
internal static class KeptValues
{
    /// <param name="roots">What the adjoint must deliver.</param>
    /// <param name="forwardNodes">Nodes below this id belong to the forward step.</param>
    public static IReadOnlyList<Node> Of(IEnumerable<Node> roots, int forwardNodes)
    {
        var kept = new SortedDictionary<int, Node>();
        var seen = new HashSet<Node>();

        void Visit(Node node)
        {
            if (!seen.Add(node) || node.Operator.IsLeaf())
            {
                return;
            }

            if (node.Id < forwardNodes && !IsRecomputed(node))
            {
                kept[node.Id] = node;
                return;
            }

            foreach (Node operand in node.Operands)
            {
                Visit(operand);
            }
        }

        foreach (Node root in roots)
        {
            Visit(root);
        }

        return [.. kept.Values];
    }

    /// <summary>Cheap, and no matrix product stands between it and values that are in memory anyway. A flushed value is a state: in memory itself.</summary>
    private static bool IsRecomputed(Node node) =>
        node.Operator.IsCheap() && node.Operator != Operator.FlushToZero && node.Operands.All(operand =>
            operand.Operator.IsLeaf() || IsTranscendental(operand) || IsRecomputed(operand));

    private static bool IsTranscendental(Node node) => node.Operator.IsElementwise() && !node.Operator.IsCheap();
}

namespace RnnGen.Generator.Steps;

/// <summary>A sum as it stands in a step's formula: everything that is added up to one value.</summary>
/// <param name="Vectors">The vectors of parameters among the summands.</param>
/// <param name="Matrix">The matrix of the first product among them; null where there is none.</param>
internal sealed record SumOfParameters(IReadOnlyList<ParameterBlock> Vectors, ParameterBlock? Matrix)
{
    private static readonly SumOfParameters Nothing = new([], null);

    /// <summary>The sums of a step, and vectors that stand alone.</summary>
    public static IEnumerable<SumOfParameters> Of(IReadOnlyList<Node> nodes)
    {
        var users = new Node?[nodes.Count];
        int[] uses = new int[nodes.Count];
        bool[] standsAlone = new bool[nodes.Count];
        foreach (Node node in nodes)
        {
            foreach (Node operand in node.Operands)
            {
                users[operand.Id] = node;
                uses[operand.Id]++;
                standsAlone[operand.Id] |= node.Operator != Operator.Add || node.Length != operand.Length;
            }
        }

        var sums = new SumOfParameters[nodes.Count];
        foreach (Node node in nodes)
        {
            sums[node.Id] = node.Operator switch
            {
                Operator.MatVec => new([], node.Block),
                Operator.Add => node.Operands.Where(operand => operand.Length == node.Length).Select(Summand).Aggregate(Nothing, static (sum, next) => sum.And(next)),
                _ => Nothing,
            };
            if (node.Operator == Operator.Add && !IsSummand(node))
            {
                yield return sums[node.Id];
            }

            if (node.Operator == Operator.Parameter && (standsAlone[node.Id] || uses[node.Id] == 0))
            {
                yield return new([node.Block!], null);
            }
        }

        SumOfParameters Summand(Node node) => node.Operator == Operator.Parameter ? new([node.Block!], null) : IsSummand(node) ? sums[node.Id] : Nothing;

        bool IsSummand(Node node) => uses[node.Id] == 1 && users[node.Id] is { Operator: Operator.Add } sum && sum.Length == node.Length;
    }

    private SumOfParameters And(SumOfParameters next) => new([.. Vectors, .. next.Vectors], Matrix ?? next.Matrix);
}

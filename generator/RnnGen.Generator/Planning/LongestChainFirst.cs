using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// List scheduling by critical path: of the values that can be computed next, always the one on which the longest chain of operations still waits. For code that computes
/// a single vector at a time, whose instructions mostly wait for one another: an LSTM's candidate first, its output gate in the shadow of the cell state's tanh.
/// </summary>
internal static class LongestChainFirst
{
    /// <param name="values">Values, operands before their users.</param>
    /// <returns>The same values, operands before their users.</returns>
    public static IReadOnlyList<Node> Order(IReadOnlyList<Node> values)
    {
        var chains = new Dictionary<Node, int>();
        foreach (Node value in values.Reverse())
        {
            // What reads a value stands behind it and is known already.
            int longest = chains.Where(chain => chain.Key.Operands.Contains(value)).Select(chain => chain.Value).DefaultIfEmpty(0).Max();
            chains.Add(value, MethodBudget.Of(value) + longest);
        }

        List<Node> waiting = [.. values];
        var ordered = new List<Node>();
        while (waiting.Count > 0)
        {
            Node next = waiting.Where(value => !value.Operands.Any(waiting.Contains)).OrderByDescending(value => chains[value]).First();
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}

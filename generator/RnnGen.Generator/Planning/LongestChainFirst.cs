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
        // What reads a value stands behind it: going backwards, the longest chain behind each is known.
        var chains = values.ToDictionary(value => value, MethodBudget.Of);
        var missing = values.ToDictionary(value => value, value => 0);
        for (int index = values.Count - 1; index >= 0; index--)
        {
            foreach (Node operand in values[index].Operands.Distinct().Where(chains.ContainsKey))
            {
                chains[operand] = Math.Max(chains[operand], MethodBudget.Of(operand) + chains[values[index]]);
                missing[values[index]]++;
            }
        }

        List<Node> ready = [.. values.Where(value => missing[value] == 0)];
        var ordered = new List<Node>();
        while (ready.Count > 0)
        {
            Node next = ready.Aggregate((first, other) => Precedes(other, first) ? other : first);
            ready.Remove(next);
            ordered.Add(next);
            foreach (Node reader in values.Where(value => value.Operands.Contains(next)))
            {
                if (--missing[reader] == 0)
                {
                    ready.Add(reader);
                }
            }
        }

        return ordered;

        // Of equal chains the one that the formula begins with.
        bool Precedes(Node one, Node other) => chains[one] > chains[other] || (chains[one] == chains[other] && one.Id < other.Id);
    }
}

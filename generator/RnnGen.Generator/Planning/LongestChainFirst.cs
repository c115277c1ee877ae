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
        Dictionary<Node, List<Node>> readers = Readers(values);
        IReadOnlyDictionary<Node, int> chains = Chains(values, readers);
        Dictionary<Node, int> missing = values.ToDictionary(static value => value, _ => 0);
        foreach (Node reader in readers.Values.SelectMany(static known => known))
        {
            missing[reader]++;
        }

        List<Node> ready = [.. values.Where(value => missing[value] == 0)];
        var ordered = new List<Node>();
        while (ready.Count > 0)
        {
            Node next = ready[0];
            foreach (Node other in ready)
            {
                next = Precedes(other, next) ? other : next;
            }

            ready.Remove(next);
            ordered.Add(next);
            foreach (Node reader in readers[next])
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

    /// <summary>The longest chain of operations that begins with each value, itself included.</summary>
    /// <param name="values">Values, operands before their users.</param>
    public static IReadOnlyDictionary<Node, int> Chains(IReadOnlyList<Node> values) => Chains(values, Readers(values));

    private static Dictionary<Node, int> Chains(IReadOnlyList<Node> values, Dictionary<Node, List<Node>> readers)
    {
        // What reads a value stands behind it: going backwards, the longest chain behind each is known.
        var chains = new Dictionary<Node, int>();
        for (int index = values.Count - 1; index >= 0; index--)
        {
            int longest = 0;
            foreach (Node reader in readers[values[index]])
            {
                longest = Math.Max(longest, chains[reader]);
            }

            chains.Add(values[index], MethodBudget.Of(values[index]) + longest);
        }

        return chains;
    }

    /// <summary>Which of the values read each of them.</summary>
    private static Dictionary<Node, List<Node>> Readers(IReadOnlyList<Node> values)
    {
        var readers = new Dictionary<Node, List<Node>>();
        foreach (Node value in values)
        {
            readers.Add(value, []);
            for (int operand = 0; operand < value.Operands.Count; operand++)
            {
                if (readers.TryGetValue(value.Operands[operand], out List<Node>? known) && !known.Contains(value))
                {
                    known.Add(value);
                }
            }
        }

        return readers;
    }
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Cuts an elementwise loop that is too much for one method into several: a value needed on the other side of a cut goes
/// through memory, where most of them are kept for the backward pass anyway.
/// </summary>
internal static class LoopSplitting
{
    /// <param name="loop">The loop.</param>
    /// <param name="locations">Where values are; receives the places of values that cross a cut.</param>
    /// <param name="budget">How much one method may hold.</param>
    /// <param name="place">Gives such a value a place.</param>
    public static IReadOnlyList<ElementwiseKernel> Split(
        ElementwiseKernel loop, Dictionary<Node, Location> locations, int budget, Func<Node, Location> place)
    {
        if (loop.Values.Sum(Operations) <= budget)
        {
            return [loop];
        }

        IReadOnlyList<IReadOnlyList<Node>> parts = Cut(loop, budget);
        if (parts.Count == 1)
        {
            return [loop];
        }

        var stores = loop.Stores.ToList();
        foreach (Node value in loop.Values)
        {
            int home = Index(parts, value);
            bool crosses = parts.Skip(home + 1).Any(part => part.Any(user => user.Operands.Contains(value)));
            if (crosses && !locations.ContainsKey(value))
            {
                locations.Add(value, place(value));
                stores.Add((value, locations[value]));
            }
        }

        return [.. parts.Select((part, index) => loop with
        {
            Values = part,
            Loads = Loads(loop, part, locations),
            Stores = [.. stores.Where(store => Math.Max(0, Index(parts, store.Value)) == index)],
        })];
    }

    private static int Index(IReadOnlyList<IReadOnlyList<Node>> parts, Node value) =>
        parts.Select((part, index) => part.Contains(value) ? index : -1).Max();

    private static IReadOnlyList<IReadOnlyList<Node>> Cut(ElementwiseKernel loop, int budget)
    {
        var parts = new List<List<Node>>();
        int room = 0;
        foreach (Node value in loop.Values)
        {
            int operations = Operations(value);
            if (parts.Count == 0 || operations > room)
            {
                parts.Add([]);
                room = budget;
            }

            parts[parts.Count - 1].Add(value);
            room -= operations;
        }

        return parts.Count == 0 ? [[]] : parts;
    }

    /// <summary>Two more for the load and the store that a value may bring with it.</summary>
    private static int Operations(Node value) => MethodBudget.Of(value) + 2;

    private static Dictionary<Node, Location> Loads(ElementwiseKernel loop, IReadOnlyList<Node> part, Dictionary<Node, Location> locations)
    {
        var loads = new Dictionary<Node, Location>();
        foreach (Node operand in part.SelectMany(value => value.Operands))
        {
            if (!part.Contains(operand) && loop.Loads.TryGetValue(operand, out Location? from))
            {
                loads[operand] = from;
            }
            else if (!part.Contains(operand) && loop.Values.Contains(operand))
            {
                loads[operand] = locations[operand];
            }
        }

        // Values that are only copied belong to the first part.
        foreach (KeyValuePair<Node, Location> copied in loop.Loads.Where(load => !loop.Values.Any(value => value.Operands.Contains(load.Key))))
        {
            if (part.Count == 0 || part[0] == loop.Values[0])
            {
                loads[copied.Key] = copied.Value;
            }
        }

        return loads;
    }
}

using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>Places a network's layers on the time line: a layer runs at a step only if an output depends on it.</summary>
internal static class Unrolling
{
    /// <summary>The calls of each node, in the order of the nodes.</summary>
    public static IReadOnlyList<LayerCalls> Layers(Network network, CancellationToken cancellation)
    {
        IReadOnlyDictionary<LayerNode, SortedSet<int>> needed = NeededSteps(network);
        var groups = new Dictionary<LayerNode, LayerCalls>();
        foreach (LayerNode node in network.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            groups.Add(node, Unroll(network, node, needed[node], groups));
        }

        return [.. network.Nodes.Select(node => groups[node])];
    }

    private static LayerCalls Unroll(Network network, LayerNode node, SortedSet<int> steps, IReadOnlyDictionary<LayerNode, LayerCalls> groups)
    {
        var calls = new List<StepCall>();
        StepCall? previous = node.InitialState is { } initial ? groups[initial].Calls[0] : null;
        foreach (int step in node.IsReversed ? steps.Reverse() : steps)
        {
            Operand[] inputs = [.. node.Edges.Select(edge => Input(network, edge, step, steps, groups))];
            previous = new StepCall(node.Layer, step, inputs, node.Layer.States.Count > 0 ? previous : null);
            calls.Add(previous);
        }

        var group = new LayerCalls(node.Layer, calls);
        foreach (LayerNode read in node.Edges.Select(edge => edge.From).OfType<LayerNode>())
        {
            groups[read].AddReader(group);
        }

        return group;
    }

    private static Operand Input(Network network, Edge edge, int step, SortedSet<int> steps, IReadOnlyDictionary<LayerNode, LayerCalls> groups)
    {
        int read = StepRead(network, edge, step, steps);
        return edge.From is { } node
            ? read >= 0 ? new Operand.OutputOf(groups[node].At(read)) : new Operand.Zero()
            : read >= 0 && read < network.InputLength ? new Operand.NetworkInput(read)
            : new Operand.Zero();
    }

    /// <summary>The step whose value is read through an edge; negative before the first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="step">The reader's step.</param>
    /// <param name="steps">All steps that the reader runs at.</param>
    private static int StepRead(Network network, Edge edge, int step, SortedSet<int> steps) =>
        edge.IsOfEnd && edge.From is { IsReversed: true } && steps.Count == 1 && step == network.SequenceLength - 1 ? 0 : step - edge.Delay;

    /// <summary>Walks from the output down: a state needs the steps before it, an input what is read at its step.</summary>
    private static IReadOnlyDictionary<LayerNode, SortedSet<int>> NeededSteps(Network network)
    {
        Dictionary<LayerNode, SortedSet<int>> needed = network.Nodes.ToDictionary(node => node, _ => new SortedSet<int>());
        needed[network.Nodes[network.Nodes.Count - 1]].UnionWith(Enumerable.Range(network.FirstOutputStep, network.OutputLength));
        foreach (LayerNode node in network.Nodes.Reverse())
        {
            SortedSet<int> steps = needed[node];
            if (node.IsBeforeTime)
            {
                steps.Add(0);
            }
            else if (node.Layer.States.Count > 0 && network.IsStateful)
            {
                // Whoever goes on with its states wants those of its last step.
                steps.UnionWith(Enumerable.Range(0, network.SequenceLength));
            }
            else if (node.Layer.States.Count > 0 && steps.Count > 0)
            {
                steps.UnionWith(node.IsReversed
                    ? Enumerable.Range(steps.Min, network.SequenceLength - steps.Min)
                    : Enumerable.Range(0, steps.Max + 1));
            }

            foreach (Edge edge in node.Edges)
            {
                if (edge.From is { } read)
                {
                    needed[read].UnionWith(steps.Select(step => StepRead(network, edge, step, steps)).Where(step => step >= 0));
                }
            }
        }

        return needed;
    }
}

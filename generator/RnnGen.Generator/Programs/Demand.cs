using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>
/// What the outputs and losses of whole sequences depend on: a layer runs at a step only if one of them does, and of the results of a step some may be
/// nobody's. Walks from the network's end to its beginning: a state needs the steps before it, an input what is read at its step.
/// </summary>
internal sealed class Demand
{
    private readonly Network network;
    private readonly Dictionary<LayerNode, SortedSet<int>> steps;
    private readonly Dictionary<LayerNode, HashSet<int>> read;

    /// <summary>Nodes whose last states somebody goes on with: another node, or the caller.</summary>
    private readonly HashSet<LayerNode> continued;

    public Demand(Network network)
    {
        this.network = network;
        steps = network.Nodes.ToDictionary(static node => node, static _ => new SortedSet<int>());
        read = network.Nodes.ToDictionary(static node => node, static _ => new HashSet<int>());
        continued = [.. network.Nodes.Select(static node => node.InitialState).OfType<InitialState.Of>().Select(static initial => initial.Node)];
        continued.UnionWith(network.Nodes.Where(static node => node.InitialState is InitialState.Carried));
        foreach (LayerNode end in new[] { network.Output, network.LossNode })
        {
            steps[end].UnionWith(Enumerable.Range(network.FirstOutputStep, network.OutputLength));
        }

        foreach (LayerNode node in network.Nodes.Reverse())
        {
            AddStepsOfStates(node);
            foreach (Edge edge in node.Edges)
            {
                if (edge.From is { } from)
                {
                    int[] of = [.. steps[node].Select(step => StepRead(node, edge, step)).Where(static step => step >= 0)];
                    steps[from].UnionWith(of);
                    read[from].UnionWith(of);
                }
            }
        }
    }

    /// <summary>The steps that a node runs at, in the order in which it does.</summary>
    public IEnumerable<int> Steps(LayerNode node) => node.IsReversed ? steps[node].Reverse() : steps[node];

    /// <summary>The step whose value is read through an edge; negative before the first.</summary>
    /// <param name="node">The reader.</param>
    /// <param name="edge">One of its edges.</param>
    /// <param name="step">The reader's step.</param>
    public int StepRead(LayerNode node, Edge edge, int step) =>
        edge.IsOfEnd && edge.From is { IsReversed: true } && steps[node].Count == 1 && step == network.SequenceLength - 1 ? 0 : step - edge.Delay;

    /// <summary>For each result of a node at a step, whether any call or the caller uses it.</summary>
    public bool[] Used(LayerNode node, int step)
    {
        bool isContinued = step != LastStep(node) || continued.Contains(node);
        bool isRead = node == network.Output || node == network.LossNode || read[node].Contains(step);
        int output = Ports.Output(node.Layer);
        return [.. Enumerable.Range(0, Ports.Count(node.Layer)).Select(result => (result < node.Layer.States.Count && isContinued) || (result == output && isRead))];
    }

    private int LastStep(LayerNode node) => node.IsReversed ? steps[node].Min : steps[node].Max;

    private void AddStepsOfStates(LayerNode node)
    {
        SortedSet<int> needed = steps[node];
        if (node.IsBeforeTime)
        {
            needed.Add(0);
        }
        else if (node.Layer.States.Count > 0 && continued.Contains(node))
        {
            // Whoever goes on with its states wants those of its last step.
            needed.UnionWith(Enumerable.Range(0, network.SequenceLength));
        }
        else if (node.Layer.States.Count > 0 && needed.Count > 0)
        {
            needed.UnionWith(node.IsReversed
                ? Enumerable.Range(needed.Min, network.SequenceLength - needed.Min)
                : Enumerable.Range(0, needed.Max + 1));
        }
    }
}

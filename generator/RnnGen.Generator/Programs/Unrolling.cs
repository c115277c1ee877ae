using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>Places a network's nodes on the time line of a whole sequence: a call for every step that an output or a loss depends on.</summary>
internal sealed class Unrolling
{
    private readonly Network network;
    private readonly Demand demand;
    private readonly Dictionary<LayerNode, IReadOnlyDictionary<int, StepCall>> calls = [];

    private Unrolling(Network network)
    {
        this.network = network;
        demand = new Demand(network);
    }

    /// <summary>The calls of each node, in the order of the nodes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="names">Takes note of the names of steps.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<UnrolledNode> Of(Network network, UniqueNames names, CancellationToken cancellation)
    {
        var unrolling = new Unrolling(network);
        var nodes = new List<UnrolledNode>();
        foreach (LayerNode node in network.Nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            nodes.Add(unrolling.Unroll(node, new Specialization(node, network.FeedsLayer(node), names)));
        }

        return nodes;
    }

    private UnrolledNode Unroll(LayerNode node, Specialization variants)
    {
        var ofNode = new List<StepCall>();
        StateSource states = node.InitialState switch
        {
            InitialState.Carried => new StateSource.Carried(null),
            InitialState.Of initial => new StateSource.Of(Last(initial.Node)),
            _ => new StateSource.Zero(),
        };
        foreach (int step in demand.Steps(node))
        {
            Operand[] inputs = [.. node.Edges.Select(edge => Input(node, edge, step))];
            StepVariant variant = variants.Of([.. inputs.Select(static input => input is Operand.Zero ? Known.Zero : Known.Nothing)], states is StateSource.Zero, demand.Used(node, step));
            var call = new StepCall(variant, step, inputs, states);
            ofNode.Add(call);
            states = node.Layer.States.Count > 0 ? new StateSource.Of(call) : states;
        }

        calls.Add(node, ofNode.ToDictionary(static call => call.Step));
        return new UnrolledNode(node, ofNode, variants.General());
    }

    /// <summary>The call that leaves a node's last states.</summary>
    private StepCall Last(LayerNode node) => calls[node][demand.Steps(node).Last()];

    private Operand Input(LayerNode node, Edge edge, int step)
    {
        int read = demand.StepRead(node, edge, step);
        return edge.From is { } from ? read >= 0 ? new Operand.OutputOf(calls[from][read]) : new Operand.Zero()
            : edge.Mask is { } mask ? new Operand.MaskOf(mask, mask.IsOfStep ? step : 0)
            : edge.Source == EdgeSource.Target ? new Operand.Target(read - network.FirstOutputStep)
            : read >= 0 && read < network.InputLength ? new Operand.NetworkInput(read)
            : new Operand.Zero();
    }
}

/// <summary>A node with its calls, before anything is known of a backward pass.</summary>
/// <param name="Node">The node.</param>
/// <param name="Calls">Its calls in order of execution.</param>
/// <param name="General">The step that knows nothing in advance.</param>
internal sealed record UnrolledNode(LayerNode Node, IReadOnlyList<StepCall> Calls, StepVariant General);

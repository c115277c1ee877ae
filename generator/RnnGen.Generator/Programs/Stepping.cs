using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>Unrolls a network for a single step: one call for each node, which goes on from the states that the step before has left.</summary>
internal static class Stepping
{
    /// <summary>The calls of each node that steps; null where a network cannot be run one step after the other.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sequences">Its nodes as they are unrolled for whole sequences.</param>
    public static IReadOnlyList<LayerCalls>? Of(Network network, IReadOnlyList<LayerCalls> sequences)
    {
        if (network.LooksAhead || network.Nodes.Any(LooksBack))
        {
            return null;
        }

        var calls = new Dictionary<LayerNode, StepCall>();
        var groups = new List<LayerCalls>();
        foreach (LayerCalls sequence in sequences.Where(static group => group.Node.Programs.HasFlag(ProgramKinds.Step)))
        {
            LayerNode node = sequence.Node;
            Operand[] inputs = [.. node.Edges.Select(edge => edge.From is { } from ? new Operand.OutputOf(calls[from])
                : edge.Mask is null ? (Operand)new Operand.NetworkInput(0)
                : new Operand.One())];
            var call = new StepCall(sequence.General, 0, inputs, States(node));
            calls.Add(node, call);
            groups.Add(new LayerCalls(node, [call], sequence.General, []));
        }

        return groups;

        // Of earlier steps a stream keeps a layer's own states, and nothing else.
        static bool LooksBack(LayerNode node) =>
            node.Edges.Any(static edge => edge.Delay > 0) || node.InitialState is InitialState.Of { Node.IsBeforeTime: false };

        StateSource States(LayerNode node) => node.Layer.States.Count == 0 || node.IsBeforeTime
            ? new StateSource.Zero()
            : new StateSource.Carried(node.InitialState is InitialState.Of initial ? calls[initial.Node] : null);
    }
}

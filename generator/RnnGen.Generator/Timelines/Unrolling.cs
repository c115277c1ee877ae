using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Timelines;

/// <summary>Places a network's layers on the time line: a layer runs at a step only if an output depends on it.</summary>
internal static class Unrolling
{
    public static IReadOnlyList<LayerCalls> Layers(Network network, CancellationToken cancellation)
    {
        bool[][] needed = NeededSteps(network);
        var groups = new List<LayerCalls>();
        Dictionary<int, StepCall>? below = null;
        for (int index = 0; index < network.Layers.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            Layer layer = network.Layers[index];
            var calls = new Dictionary<int, StepCall>();
            StepCall? previous = null;
            for (int step = 0; step < network.SequenceLength; step++)
            {
                if (needed[index][step])
                {
                    Operand input = below is not null ? new Operand.OutputOf(below[step])
                        : step < network.InputLength ? new Operand.NetworkInput(step)
                        : new Operand.Zero();
                    var call = new StepCall(layer, step, [input], layer.States.Count > 0 ? previous : null);
                    calls.Add(step, call);
                    previous = call;
                }
            }

            groups.Add(new LayerCalls(layer, [.. calls.OrderBy(call => call.Key).Select(call => call.Value)], feedsLayer: index < network.Layers.Count - 1));
            below = calls;
        }

        return groups;
    }

    /// <summary>Walks from the outputs down: a state needs the steps before it, an output the layer below at its step.</summary>
    private static bool[][] NeededSteps(Network network)
    {
        bool[][] needed = new bool[network.Layers.Count][];
        bool[] demand = [.. Enumerable.Range(0, network.SequenceLength).Select(step => step >= network.FirstOutputStep)];
        for (int index = network.Layers.Count - 1; index >= 0; index--)
        {
            if (network.Layers[index].States.Count > 0)
            {
                int last = Array.LastIndexOf(demand, true);
                demand = [.. Enumerable.Range(0, network.SequenceLength).Select(step => step <= last)];
            }

            needed[index] = demand;
        }

        return needed;
    }
}

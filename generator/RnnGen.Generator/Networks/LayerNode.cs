using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>A layer at its place in the network: what it reads, and which way it walks through time.</summary>
/// <param name="layer">The layer.</param>
/// <param name="edges">What its inputs come from, one for each of <see cref="Layer.Inputs"/>.</param>
internal sealed class LayerNode(Layer layer, IReadOnlyList<Edge> edges)
{
    public Layer Layer { get; } = layer;

    /// <summary>What the inputs come from.</summary>
    public IReadOnlyList<Edge> Edges { get; } = edges;

    /// <summary>Whether its first step is the last of the sequence, as in the second half of a bidirectional layer.</summary>
    public bool IsReversed { get; init; }

    /// <summary>The node whose states the first step continues; null where these are zero.</summary>
    public LayerNode? InitialState { get; init; }

    /// <summary>Whether it runs once, before any step: it reads nothing, and its states are parameters.</summary>
    public bool IsBeforeTime => Layer.States.Count > 0 && Edges.Count == 0;
}

/// <summary>Where an input of a node comes from.</summary>
/// <param name="From">The node that is read; null for the network's own input.</param>
internal sealed record Edge(LayerNode? From)
{
    /// <summary>The network's own input.</summary>
    public static Edge Input { get; } = new((LayerNode?)null);

    /// <summary>
    /// How many steps earlier than the reader's the value is. Before the first step it is zero.
    /// </summary>
    public int Delay { get; init; }

    /// <summary>
    /// Whether a reader that runs at the last step alone reads what the node has come to at its own last step, as the output of a bidirectional layer
    /// whose sequence nobody reads: both directions have then seen the whole sequence.
    /// </summary>
    public bool IsOfEnd { get; init; }
}

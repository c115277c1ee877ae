using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>A layer at its place in the network: what it reads, which way it walks through time, and what for it is run.</summary>
/// <param name="layer">The layer.</param>
/// <param name="edges">What its inputs come from, one for each of <see cref="Layer.Inputs"/>.</param>
internal sealed class LayerNode(Layer layer, IReadOnlyList<Edge> edges)
{
    public Layer Layer { get; } = layer;

    /// <summary>What the inputs come from.</summary>
    public IReadOnlyList<Edge> Edges { get; } = edges;

    /// <summary>Whether its first step is the last of the sequence, as in the second half of a bidirectional layer.</summary>
    public bool IsReversed { get; init; }

    /// <summary>What its states are before the first step.</summary>
    public InitialState InitialState { get; init; } = new InitialState.Zero();

    /// <summary>The programs that contain it: all, but for what stands at the network's end: the loss, and a final activation that the loss contains.</summary>
    public ProgramKinds Programs { get; init; } = ProgramKinds.All;

    /// <summary>Whether it runs once, before any step: it reads nothing, and its states are parameters.</summary>
    public bool IsBeforeTime => Layer.States.Count > 0 && Edges.Count == 0;

    /// <summary>Whether an input comes from another node.</summary>
    /// <param name="node">The other node.</param>
    public bool Reads(LayerNode node) => Edges.Any(edge => edge.From == node);
}

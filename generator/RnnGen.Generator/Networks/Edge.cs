namespace RnnGen.Generator.Networks;

/// <summary>Where an input of a node comes from.</summary>
internal sealed record Edge
{
    /// <summary>The output of a node.</summary>
    public Edge(LayerNode from)
        : this(EdgeSource.Node) => From = from;

    /// <summary>A mask, at the reader's step.</summary>
    public Edge(Mask mask)
        : this(EdgeSource.Mask) => Mask = mask;

    private Edge(EdgeSource source) => Source = source;

    /// <summary>The network's own input.</summary>
    public static Edge Input { get; } = new(EdgeSource.Input);

    /// <summary>The target of an output step.</summary>
    public static Edge Target { get; } = new(EdgeSource.Target);

    public EdgeSource Source { get; }

    /// <summary>The node that is read; null where the value is given from outside.</summary>
    public LayerNode? From { get; }

    /// <summary>The mask that is read; null where it is none.</summary>
    public Mask? Mask { get; }

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

/// <summary>What can be at the beginning of an edge.</summary>
internal enum EdgeSource
{
    /// <summary>Another node.</summary>
    Node,

    /// <summary>The network's input.</summary>
    Input,

    /// <summary>The targets that outputs are compared with.</summary>
    Target,

    /// <summary>A mask.</summary>
    Mask,
}

using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>
/// The graph of a declaration, which may break rules: names that lead nowhere are taken for the layer above, sizes that do not fit for such that do. What is wrong is noted, for
/// the rules to report.
/// </summary>
internal sealed class DeclaredGraph
{
    /// <summary>What the network's own input is called.</summary>
    public const string InputName = "input";

    private readonly List<DeclaredLayer> layers = [];
    private readonly List<LayerNode> nodes = [];
    private readonly List<GraphFault> faults = [];
    private readonly ParameterLayout layout = new();
    private readonly bool isStateful;

    /// <summary>Which steps a sample has; null where all samples have all.</summary>
    private readonly Mask? alive;
    private int inputSize;

    private DeclaredGraph(ModelDeclaration model, CancellationToken cancellation)
    {
        inputSize = model.InputSize is >= 1 and <= Limits.Units and { } size ? size : 1;
        isStateful = model.Stateful;
        alive = model.VariableLength ? Mask.Alive() : null;
        IReadOnlyList<string> names = LayerNames.Of(model);
        for (int index = 0; index < model.Layers.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            LayerDeclaration declared = model.Layers[index];
            LayerDefinition? definition = LayerRegistry.Find(declared.Kind);
            LayerNode? output = definition is null ? null
                : definition.ReadsTokens ? AddEmbedding(definition, definition.Mend(declared), names[index], index)
                : Add(definition, definition.Mend(declared), names[index], Edges(definition, declared, index));
            layers.Add(new(declared, names[index], definition, output, ParameterCount));
        }

        if (faults.Count == 0 && layers.TrueForAll(static layer => layer.Output is not null))
        {
            // A name that leads nowhere was meant for a layer, which is then read by nobody; what a layer of no known kind reads nobody knows.
            NoteUnread();
        }
    }

    /// <summary>The layers in the order declared.</summary>
    public IReadOnlyList<DeclaredLayer> Layers => layers;

    /// <summary>The nodes, each after those that it reads.</summary>
    public IReadOnlyList<LayerNode> Nodes => nodes;

    /// <summary>What is wrong with the graph.</summary>
    public IReadOnlyList<GraphFault> Faults => faults;

    /// <summary>Features of an output step.</summary>
    public int OutputSize => layers.Count > 0 ? layers[layers.Count - 1].OutputSize : 1;

    /// <summary>The table in which the network's input, token ids, is looked up; null where the input is numbers.</summary>
    public EmbeddingLayer? Embedding { get; private set; }

    /// <summary>Parameters of all layers, which may be more than a network can have.</summary>
    public long ParameterCount => layout.Count + (Embedding is { } table ? (long)table.VocabularySize * table.OutputSize : 0);

    public static DeclaredGraph Of(ModelDeclaration model, CancellationToken cancellation = default) => new(model, cancellation);

    /// <summary>Where the inputs of the next layer come from.</summary>
    private Edge[] Edges(LayerDefinition definition, LayerDeclaration declared, int index)
    {
        if (!definition.TakesSeveral)
        {
            return [LayerOptions.From.Of(declared) is { } from ? Find(from, index, LayerOptions.From) : Above()];
        }

        string[] names = [.. LayerOptions.Layers.Of(declared)];
        int distinct = names.Distinct(StringComparer.Ordinal).Count();
        if (distinct < 2 || distinct < names.Length)
        {
            faults.Add(new(GraphFaultKind.TooFewSources, index, LayerOptions.Layers.Name, string.Join(", ", names), ""));
        }

        Edge[] edges = [.. names.Select(name => Find(name, index, LayerOptions.Layers))];
        if (definition.InputsHaveOneSize && edges.Select(Size).Distinct().Count() > 1)
        {
            faults.Add(new(
                GraphFaultKind.SizesDiffer, index, LayerOptions.Layers.Name, string.Join(", ", names.Select((name, input) => $"{name} has {Size(edges[input])}")), ""));
            edges = [.. edges.Where(edge => Size(edge) == Size(edges[0]))];
        }

        return edges.Length > 0 ? edges : [Above()];
    }

    private Edge Find(string name, int index, LayerOption option)
    {
        if (layers.FirstOrDefault(layer => layer.Name == name) is { } found)
        {
            return found.Output is { } node ? EdgeOf(node) : Above();
        }

        // Token ids are for the embedding alone.
        if (name != InputName || Embedding is not null)
        {
            IEnumerable<string> known = layers.Select(static layer => layer.Name);
            faults.Add(new(GraphFaultKind.UnknownSource, index, option.Name, name, string.Join(", ", Embedding is null ? known.Prepend(InputName) : known)));
            return Above();
        }

        return Edge.Input;
    }

    private Edge Above() => nodes.Count > 0 ? new Edge(nodes[nodes.Count - 1]) : Edge.Input;

    /// <summary>The network's input is what is looked up: the embedding itself is no part of the graph.</summary>
    private static Edge EdgeOf(LayerNode node) => node.Layer is EmbeddingLayer ? Edge.Input : new Edge(node);

    private int Size(Edge edge) => edge.From?.Layer.OutputSize ?? inputSize;

    /// <summary>
    /// Takes an embedding for the network's input, where it is the first layer. Its parameters have a layout of their own: they follow those of all other layers, so that what is done
    /// with all of these for every batch has one piece of memory to go through.
    /// </summary>
    private LayerNode AddEmbedding(LayerDefinition definition, LayerDeclaration declared, string name, int index)
    {
        var embedding = (EmbeddingLayer)definition.Create(new LayerSource(declared, name, [1], new ParameterLayout()));
        if (index == 0)
        {
            Embedding = embedding;
            inputSize = embedding.OutputSize;
        }

        return new LayerNode(embedding, []);
    }

    /// <summary>Adds the nodes of a layer, and gives the one whose output others read.</summary>
    private LayerNode Add(LayerDefinition definition, LayerDeclaration declared, string name, Edge[] edges)
    {
        var source = new LayerSource(declared, name, [.. edges.Select(Size)], layout);
        if (!LayerOptions.Bidirectional.Of(declared))
        {
            return AddDirection(definition, source, edges);
        }

        LayerNode forward = AddDirection(definition, source, edges);
        LayerNode reverse = AddDirection(definition, source with { IsReverse = true }, edges);
        var merge = new MergeLayer(name + ".merge", LayerOptions.Merge.Of(declared), [forward.Layer.OutputSize, reverse.Layer.OutputSize]);
        return AddNode(new LayerNode(merge, [new Edge(forward), new Edge(reverse) { IsOfEnd = true }]));
    }

    private LayerNode AddDirection(LayerDefinition definition, LayerSource source, Edge[] edges)
    {
        double dropout = definition.Options.Contains(LayerOptions.Dropout) ? LayerOptions.Dropout.Of(source.Declaration) : 0;
        if (dropout > 0)
        {
            LayerNode dropped = AddNode(NodeOf(new DropoutLayer(source.Name + ".dropout", source.InputSize, dropout), edges));
            edges = [new Edge(dropped)];
        }

        Layer layer = definition.Create(source);
        if (alive is not null && layer.States.Count > 0)
        {
            layer = new HeldLayer(layer, alive);
        }

        InitialState initial =
            LayerOptions.LearnInitialState.Of(source.Declaration) ? new InitialState.Of(AddNode(new LayerNode(new InitialStateLayer(source, layer), [])))
            : isStateful && layer.States.Count > 0 ? new InitialState.Carried()
            : new InitialState.Zero();
        return AddNode(NodeOf(layer, edges, source.IsReverse, initial));
    }

    /// <summary>A layer that reads what it is to read, and its masks.</summary>
    private static LayerNode NodeOf(Layer layer, Edge[] edges, bool isReversed = false, InitialState? initial = null) =>
        new(layer, [.. edges, .. layer.Masks.Select(static mask => new Edge(mask))]) { IsReversed = isReversed, InitialState = initial ?? new InitialState.Zero() };

    private LayerNode AddNode(LayerNode node)
    {
        nodes.Add(node);
        return node;
    }

    private void NoteUnread()
    {
        for (int index = 0; index < layers.Count - 1; index++)
        {
            // What follows an embedding reads it.
            if (layers[index].Output is { Layer: not EmbeddingLayer } output && !nodes.Exists(node => node.Reads(output)))
            {
                faults.Add(new(GraphFaultKind.Unread, index, null, layers[index].Name, ""));
            }
        }
    }
}

/// <summary>Something that is wrong with a graph.</summary>
/// <param name="Kind">What.</param>
/// <param name="Layer">The layer, in the order declared.</param>
/// <param name="Option">The option that is wrong; null for the layer as a whole.</param>
/// <param name="What">The names that are meant.</param>
/// <param name="Known">Names that there are.</param>
internal sealed record GraphFault(GraphFaultKind Kind, int Layer, string? Option, string What, string Known);

/// <summary>What can be wrong with a graph.</summary>
internal enum GraphFaultKind
{
    /// <summary>A name is that of no layer further up.</summary>
    UnknownSource,

    /// <summary>A layer that joins several reads fewer than two, or one twice.</summary>
    TooFewSources,

    /// <summary>Layers of different sizes are joined unit by unit.</summary>
    SizesDiffer,

    /// <summary>A layer's output is read by no other.</summary>
    Unread,
}

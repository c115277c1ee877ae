using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks;

/// <summary>A checked declaration with every shape, parameter and layer settled.</summary>
internal sealed class Network
{
    /// <param name="declaration">What is declared.</param>
    /// <param name="layers">
    /// The declared layers, each after those that it reads. The last one gives the output, or, where the loss takes them, its logits.
    /// </param>
    /// <param name="parameterCount">Parameters of all layers.</param>
    /// <param name="embedding">The table in which the input is looked up; null where it is numbers.</param>
    public Network(ModelDeclaration declaration, IReadOnlyList<LayerNode> layers, int parameterCount, EmbeddingLayer? embedding = null)
    {
        Declaration = declaration;
        ParameterCount = parameterCount;
        Embedding = embedding;
        OutputLength = OutputStepsOf(declaration);
        LayerNode last = layers[layers.Count - 1];
        OutputSize = last.Layer.OutputSize;
        Output = OutputActivation(declaration.Loss) is { } activation
            ? new LayerNode(new OutputActivationLayer(OutputSize, activation), [new Edge(last)]) { Programs = ProgramKinds.Predict | ProgramKinds.Step }
            : last;
        Criterion = new LossLayer(declaration.Loss, OutputSize, declaration.LabelSmoothing);
        LossNode = new LayerNode(Criterion, [new Edge(last), Edge.Target]) { Programs = ProgramKinds.Train };
        Nodes = [.. layers, .. Output == last ? [] : new[] { Output }, LossNode];
        Layers = [.. Nodes.Select(static node => node.Layer)];
        Masks = [.. Nodes.SelectMany(static node => node.Edges).Select(static edge => edge.Mask).OfType<Mask>().Distinct()];
    }

    public ModelDeclaration Declaration { get; }

    /// <summary>The masks that its nodes read, each once.</summary>
    public IReadOnlyList<Mask> Masks { get; }

    /// <summary>The graph: every node after those that it reads.</summary>
    public IReadOnlyList<LayerNode> Nodes { get; }

    /// <summary>The layers of all nodes.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The node that gives what callers get: the last layer, or the final activation, where the loss takes that layer's logits instead.</summary>
    public LayerNode Output { get; }

    /// <summary>The node that gives the loss of an output step.</summary>
    public LayerNode LossNode { get; }

    /// <summary>The layer of <see cref="LossNode"/>.</summary>
    public LossLayer Criterion { get; }

    public int ParameterCount { get; }

    /// <summary>The table in which the input, token ids, is looked up; null where the input is numbers.</summary>
    public EmbeddingLayer? Embedding { get; }

    /// <summary>The table's tensor, behind the parameters of all other layers.</summary>
    public ParameterTensor? Table => Embedding is null ? null : Embedding.Table with { Offset = ParameterCount - Embedding.Table.Length };

    /// <summary>Every tensor, in order.</summary>
    public IEnumerable<ParameterTensor> Parameters =>
        Layers.SelectMany(static layer => layer.Parameters).OrderBy(static tensor => tensor.Offset).Concat(Table is null ? [] : new[] { Table });

    public int SequenceLength => Declaration.SequenceLength;

    /// <summary>Steps that take an input: all, or the first alone.</summary>
    public int InputLength => Declaration.Topology == Topology.OneToMany ? 1 : SequenceLength;

    /// <summary>Features of an input step: of tokens, the size of a row of the table.</summary>
    public int InputSize => Embedding?.OutputSize ?? Declaration.InputSize ?? throw new InvalidOperationException("The input size is not given.");

    /// <summary>What callers give for an input step: as many features, or one token id.</summary>
    public int InputValues => Embedding is null ? InputSize : 1;

    public int OutputLength { get; }

    public int OutputSize { get; }

    /// <summary>The step whose output comes first.</summary>
    public int FirstOutputStep => SequenceLength - OutputLength;

    /// <summary>Whether an output depends on inputs of later steps, so that nothing can be said before the sequence has ended.</summary>
    public bool LooksAhead => Nodes.Any(static node => node.IsReversed);

    /// <summary>Whether callers give the states that layers begin with, and get those that they end with.</summary>
    public bool IsStateful => Declaration.Stateful;

    /// <summary>Target values of one output step.</summary>
    public int TargetsPerStep => Criterion.TakesClasses ? 1 : OutputSize;

    /// <summary>Steps that give an output: as many as are written, or as many as the topology has.</summary>
    public static int OutputStepsOf(ModelDeclaration declaration) => declaration.OutputSteps
        ?? (declaration.Topology is Topology.ManyToMany or Topology.OneToMany ? declaration.SequenceLength : 1);

    /// <summary>Whether the input is token ids: the first layer is an embedding.</summary>
    public static bool TakesTokens(ModelDeclaration declaration) => declaration.Layers.Count > 0 && LayerRegistry.Find(declaration.Layers[0].Kind) is { ReadsTokens: true };

    /// <summary>Builds the network of a declaration that the rules have passed.</summary>
    public static Network Create(ModelDeclaration declaration, CancellationToken cancellation = default)
    {
        var graph = DeclaredGraph.Of(OutputActivation(declaration.Loss) is null ? declaration : WithLogits(declaration), cancellation);
        return graph.Faults.Count == 0
            ? new Network(declaration, graph.Nodes, checked((int)graph.ParameterCount), graph.Embedding)
            : throw new ArgumentException($"The graph of {declaration.Name} is not sound: {string.Join(", ", graph.Faults)}.", nameof(declaration));
    }

    /// <summary>Whether a layer reads a node in whatever the network is run for. If none does, its output is the network's.</summary>
    public bool FeedsLayer(LayerNode node) => Nodes.Any(reader => reader.Programs == ProgramKinds.All && reader.Reads(node));

    /// <summary>The final activation that a loss contains, and so takes logits; null where it takes the outputs themselves.</summary>
    private static Activation? OutputActivation(Loss loss) => loss switch
    {
        Loss.CrossEntropy => Activation.Softmax,
        Loss.BinaryCrossEntropy => Activation.Sigmoid,
        _ => null,
    };

    /// <summary>The declaration whose last layer leaves its activation to the loss.</summary>
    private static ModelDeclaration WithLogits(ModelDeclaration declaration)
    {
        LayerDeclaration last = declaration.Layers[declaration.Layers.Count - 1];
        LayerDeclaration logits = last.With(LayerRegistry.Find(last.Kind)!.OutputActivation!.Name, Activation.Linear);
        return declaration with { Layers = new([.. declaration.Layers.Take(declaration.Layers.Count - 1), logits]) };
    }
}

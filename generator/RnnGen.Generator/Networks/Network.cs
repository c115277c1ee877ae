using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>A checked declaration with every shape, parameter and layer settled.</summary>
internal sealed class Network
{
    /// <param name="declaration">What is declared.</param>
    /// <param name="nodes">The layers, each after those that it reads; the last one gives the output.</param>
    /// <param name="outputActivation">The final activation, where the loss takes its logits.</param>
    /// <param name="parameterCount">Parameters of all layers.</param>
    public Network(ModelDeclaration declaration, IReadOnlyList<LayerNode> nodes, OutputActivationLayer? outputActivation, int parameterCount)
    {
        Declaration = declaration;
        Nodes = nodes;
        Layers = [.. nodes.Select(node => node.Layer)];
        OutputActivation = outputActivation;
        ParameterCount = parameterCount;
        OutputSize = Layers[Layers.Count - 1].OutputSize;
        Criterion = new LossLayer(declaration.Loss, OutputSize);
        OutputLength = OutputStepsOf(declaration);
    }

    public ModelDeclaration Declaration { get; }

    /// <summary>The graph: every layer after those that it reads. The last one gives the output, or its logits where <see cref="OutputActivation"/> is set.</summary>
    public IReadOnlyList<LayerNode> Nodes { get; }

    /// <summary>The layers of all nodes.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The final activation, where the loss takes its logits instead; null elsewhere.</summary>
    public OutputActivationLayer? OutputActivation { get; }

    /// <summary>The loss as a layer of its own.</summary>
    public LossLayer Criterion { get; }

    public int ParameterCount { get; }

    public int SequenceLength => Declaration.SequenceLength;

    /// <summary>Steps that take an input: all, or the first alone.</summary>
    public int InputLength => Declaration.Topology == Topology.OneToMany ? 1 : SequenceLength;

    public int InputSize => Declaration.InputSize ?? throw new InvalidOperationException("The input size is not given.");

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

    /// <summary>Builds the network of a declaration that the rules have passed.</summary>
    public static Network Create(ModelDeclaration declaration, CancellationToken cancellation = default)
    {
        bool takesLogits = declaration.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy;
        var graph = DeclaredGraph.Of(takesLogits ? WithLogits(declaration) : declaration, cancellation);
        OutputActivationLayer? outputActivation = takesLogits
            ? new OutputActivationLayer(graph.OutputSize, declaration.Loss == Loss.CrossEntropy ? Activation.Softmax : Activation.Sigmoid)
            : null;
        return graph.Faults.Count == 0
            ? new Network(declaration, graph.Nodes, outputActivation, checked((int)graph.ParameterCount))
            : throw new ArgumentException($"The graph of {declaration.Name} is not sound: {string.Join(", ", graph.Faults)}.", nameof(declaration));
    }

    /// <summary>The declaration whose last layer leaves its activation to the loss.</summary>
    private static ModelDeclaration WithLogits(ModelDeclaration declaration)
    {
        LayerDeclaration last = declaration.Layers[declaration.Layers.Count - 1];
        LayerDeclaration logits = last.With(LayerRegistry.Find(last.Kind)!.OutputActivation!.Name, Activation.Linear);
        return declaration with { Layers = new([.. declaration.Layers.Take(declaration.Layers.Count - 1), logits]) };
    }
}

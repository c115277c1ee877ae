using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Emission;

/// <summary>What the users of a model see of its network: shapes, and the types that follow from the loss.</summary>
/// <param name="Declaration">The class and its attributes.</param>
/// <param name="SequenceLength">Number of steps.</param>
/// <param name="InputSize">Values of one input step: features, or one token id.</param>
/// <param name="OutputLength">Number of steps that give an output.</param>
/// <param name="OutputSize">Features of one output step.</param>
/// <param name="ParameterCount">Number of parameters.</param>
internal sealed record ModelSurface(
    ModelDeclaration Declaration, int SequenceLength, int InputSize, int OutputLength, int OutputSize, int ParameterCount)
{
    /// <summary>Whether targets are class ids.</summary>
    public bool TakesClasses => Declaration.Loss == Loss.CrossEntropy;

    /// <summary>Whether targets are numbers from 0 to 1 only.</summary>
    public bool TakesProbabilities => Declaration.Loss == Loss.BinaryCrossEntropy;

    /// <summary>Whether every step takes an input, or the first alone.</summary>
    public bool EveryStepTakesInput => Declaration.Topology != Topology.OneToMany;

    /// <summary>How many tokens there are; 0 where the input is numbers.</summary>
    public int VocabularySize { get; init; }

    /// <summary>Whether the input is token ids.</summary>
    public bool TakesTokens => VocabularySize > 0;

    /// <summary>Whether an output is the probabilities of the token that comes next.</summary>
    public bool CanGenerate => TakesTokens && TakesClasses && CanStep && OutputSize == VocabularySize;

    public string InputType => TakesTokens ? "int" : "float";

    public string TargetType => TakesClasses ? "int" : "float";

    /// <summary>Whether it can be computed step by step: not where an output depends on later inputs.</summary>
    public bool CanStep { get; init; } = true;

    /// <summary>The states of the recurrent layers, in their order: the layer's name, the state's, and its length.</summary>
    public EquatableArray<(string Layer, string Name, int Length)> States { get; init; }

    /// <summary>Values of all states; 1 where they are not known.</summary>
    public int StateSize => Math.Max(1, States.Sum(static state => state.Length));

    public static ModelSurface Of(Network network) => new(
        network.Declaration, network.SequenceLength, network.InputValues, network.OutputLength, network.OutputSize, network.ParameterCount)
    {
        VocabularySize = network.Embedding?.VocabularySize ?? 0,
        CanStep = !network.LooksAhead,
        States = StatesOf(network.Nodes),
    };

    /// <summary>
    /// The surface of a network that there will be once the declaration is mended, as far as it can be known. What cannot is 1: users'
    /// constant expressions neither overflow with it nor divide by zero.
    /// </summary>
    public static ModelSurface Of(FaultyDeclaration faulty)
    {
        ModelDeclaration model = faulty.Model;
        int steps = Within(model.SequenceLength, Limits.SequenceLength);
        var graph = DeclaredGraph.Of(model);
        int inputSize = graph.Embedding is null ? Within(model.InputSize ?? 0, Limits.Units) : 1;
        bool isKnown = graph.Layers.Count > 0 && graph.Faults.Count == 0 && graph.ParameterCount <= Limits.Parameters && graph.Layers.All(static layer => layer.Output is not null);
        return new(
            model,
            steps,
            inputSize,
            Math.Min(Within(Network.OutputStepsOf(model), Limits.SequenceLength), steps),
            graph.OutputSize,
            isKnown ? (int)graph.ParameterCount : 1)
        {
            VocabularySize = graph.Embedding?.VocabularySize ?? 0,
            CanStep = !graph.Nodes.Any(static node => node.IsReversed),
            States = StatesOf(graph.Nodes),
        };
    }

    private static EquatableArray<(string Layer, string Name, int Length)> StatesOf(IEnumerable<LayerNode> nodes) => new(nodes
        .Where(static node => !node.IsBeforeTime)
        .SelectMany(static node => node.Layer.States.Select(state => (node.Layer.Name, state.Name, state.Length))));

    private static int Within(int size, int limit) => size >= 1 && size <= limit ? size : 1;
}

namespace RnnGen.Generator.Declarations;

/// <summary>What one annotated class says, as written: values only, no Roslyn types, nothing derived or checked.</summary>
/// <param name="Namespace">The class's namespace as C# writes it, with an <c>@</c> before keywords; empty for the global one.</param>
/// <param name="ContainingTypes">Headers of the types around the class, outermost first: <c>partial struct Outer</c>.</param>
/// <param name="Name">The class's name, without an <c>@</c>.</param>
/// <param name="SequenceLength">Number of steps.</param>
/// <param name="InputSize">Features of one input step; null where the attribute does not give it.</param>
/// <param name="Topology">Which steps take input and give output.</param>
/// <param name="Loss">What training minimises.</param>
/// <param name="OutputSteps">How many of the last steps give output; null where the topology decides, which writing 0 says too.</param>
/// <param name="Unroll">Steps per emitted block; 0 lets the planner choose.</param>
/// <param name="Layers">The layer attributes in the order written.</param>
internal sealed record ModelDeclaration(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    int SequenceLength,
    int? InputSize,
    Topology Topology,
    Loss Loss,
    int? OutputSteps,
    int Unroll,
    EquatableArray<LayerDeclaration> Layers)
{
    /// <summary>Whether callers give the states that layers begin with, and get those that they end with.</summary>
    public bool Stateful { get; init; }

    /// <summary>Whether sequences may be shorter than the sequence length.</summary>
    public bool VariableLength { get; init; }

    /// <summary>How much of a class's probability is spread over all classes in the loss.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>After how many steps the gradient is cut; 0 where it goes through the whole sequence.</summary>
    public int TruncatedSteps { get; init; }

    /// <summary>What generated code has to get along with.</summary>
    public ClassTraits Traits { get; init; } = ClassTraits.None;

    /// <summary>Its number among models whose names differ in case only, from 0; names of files differ by it.</summary>
    public int Twin { get; init; }

    /// <summary>The class's name as C# writes it, with an <c>@</c> before a keyword.</summary>
    public string Identifier => Identifiers.Escape(Name);
}

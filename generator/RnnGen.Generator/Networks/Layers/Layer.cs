using RnnGen.Generator.Declarations;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// A layer as the pipeline sees it: parameters, states, and one time step written as expressions. There is nothing else
/// to a layer: its unrolling, derivative, memory and code follow.
/// </summary>
internal abstract class Layer
{
    protected Layer(string name, string description, int inputSize, int outputSize)
    {
        Name = name;
        Description = description;
        InputSize = inputSize;
        OutputSize = outputSize;
    }

    /// <summary>A layer of the declaration language.</summary>
    protected Layer(LayerSource source, LayerDefinition definition, int outputSize)
        : this(source.Name, definition.Describe(source.Declaration), source.InputSize, outputSize)
    {
    }

    /// <summary>The layer's name in tables and comments: <c>lstm1</c>, <c>lstm1.reverse</c> for its second direction.</summary>
    public string Name { get; }

    /// <summary>
    /// What emitted names of the layer start with: <c>Lstm1</c>, and <c>EncoderLayer</c> where the user called it encoder. The ending
    /// tells the first step of <c>cell</c> from a step of <c>cellFirst</c>, and a layer called output from the network's output.
    /// </summary>
    public virtual string Identifier => string.Concat(Name.Split('.').Select(static (part, index) =>
        Identifiers.Pascal(part) + (index > 0 || char.IsDigit(part[part.Length - 1]) ? "" : "Layer")));

    /// <summary>What kind of layer it is, for tables and comments: <c>Lstm(20)</c>.</summary>
    public string Description { get; }

    public int InputSize { get; }

    public int OutputSize { get; }

    public virtual IReadOnlyList<ParameterTensor> Parameters => [];

    /// <summary>What a step takes, besides states.</summary>
    public virtual IReadOnlyList<Port> Inputs => [new("x", InputSize)];

    /// <summary>The masks among <see cref="Inputs"/>, the last of them.</summary>
    public virtual IReadOnlyList<Mask> Masks => [];

    /// <summary>The mask that says which steps a sample has, where states are held at the others: its number among <see cref="Inputs"/>; −1 where there is none.</summary>
    public virtual int AliveInput => -1;

    /// <summary>What one step hands to the next; all zero before the first.</summary>
    public virtual IReadOnlyList<Port> States => [];

    /// <summary>The state that is also the output; −1 where the output is a value of its own.</summary>
    public virtual int OutputState => -1;

    /// <summary>What the output is called, where it is a value of its own.</summary>
    public virtual string OutputName => "y";

    /// <summary>The step as the textbook writes it, for the emitted documentation.</summary>
    public IReadOnlyList<string> Formula => field ??= Print();

    /// <summary>
    /// One time step with everything flushed that a product will read: states, and the output where another layer takes it. What is below 1e-30 in magnitude is handed on
    /// as zero. A state that fades would turn subnormal otherwise, and stay so (0.9 times the smallest subnormals rounds back to them), and arithmetic on
    /// subnormals is many times slower on most processors. It is done here for every cell there is or will be. 1e-30 is far enough from the smallest normal
    /// number, 1.2e-38, that products with a weight or gate of 1e-8 are normal still. The network's own output is left as it is.
    /// </summary>
    /// <param name="g">Where the expressions go.</param>
    /// <param name="inputs">What the step takes.</param>
    /// <param name="states">What the step before has handed on.</param>
    /// <param name="feedsLayer">Whether the output is the input of another layer.</param>
    public Step Step(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states, bool feedsLayer = false)
    {
        Step step = Build(g, inputs, states);
        Node[] next = [.. step.NextStates.Select((state, index) => g.FlushToZero(state).Named(States[index].Name))];
        Node output = OutputState >= 0 ? next[OutputState]
            : feedsLayer ? g.FlushToZero(step.Output).Named(OutputName)
            : step.Output;
        return new Step(output, next);
    }

    private IReadOnlyList<string> Print()
    {
        var g = new StepGraph();
        Node[] states = [.. States.Select(state => g.Input(state.Name, state.Length))];
        Step step = Build(g, [.. Inputs.Select(input => g.Input(input.Name, input.Length))], states);
        IEnumerable<(string, Node)> next = step.NextStates.Select((state, index) => (States[index].Name + "'", state));
        return GraphText.Of([.. next, .. OutputState >= 0 ? [] : new[] { (OutputName, step.Output) }], states);
    }

    /// <summary>The formula of another layer, of which this one's is made.</summary>
    protected static Step BuildOf(Layer layer, StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states) => layer.Build(g, inputs, states);

    /// <summary>The formula of one time step. Inputs and states may be zero constants: their terms then fold away.</summary>
    protected abstract Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states);
}

/// <summary>A named vector.</summary>
internal sealed record Port(string Name, int Length);

/// <summary>What a step computes.</summary>
/// <param name="Output">The layer's output at this step.</param>
/// <param name="NextStates">The states handed on, in the order of <see cref="Layer.States"/>.</param>
internal sealed record Step(Node Output, IReadOnlyList<Node> NextStates);

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The states that a recurrent layer begins with, where they are learnt: it runs once, before the first step, and its states are its parameters.</summary>
internal sealed class InitialStateLayer : Layer
{
    private readonly ParameterTensor[] tensors;

    /// <param name="name">The name of the layer that begins with them, with what tells its directions apart: <c>lstm1</c>.</param>
    /// <param name="of">That layer.</param>
    /// <param name="layout">Receives a vector for each of its states.</param>
    public InitialStateLayer(string name, Layer of, ParameterLayout layout)
        : base(name, 0, of.OutputSize)
    {
        States = of.States;
        OutputState = of.OutputState;
        tensors = [.. States.Select(state => layout.Vector($"{name}.initial_{state.Name}", state.Length))];
        Identifier = of.Identifier + "Initial";
    }

    public override string Identifier { get; }

    public override string Description => "initial state";

    public override IReadOnlyList<ParameterTensor> Parameters => tensors;

    public override IReadOnlyList<Value> Inputs => [];

    public override IReadOnlyList<Value> States { get; }

    public override int OutputState { get; }

    public override IReadOnlyList<string> Formula => [.. States.Select(static state => $"{state.Name}' = {state.Name}_0")];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node[] next = [.. tensors.Select(tensor => g.Parameter(tensor.Whole))];
        return new Step(OutputState >= 0 ? next[OutputState] : next[0], next);
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The states that a recurrent layer begins with, where they are learnt: it runs once, before the first step, and its states are its parameters.</summary>
internal sealed class InitialStateLayer : Layer
{
    private readonly ParameterTensor[] tensors;

    /// <param name="source">What the layer that begins with them is made from.</param>
    /// <param name="of">That layer.</param>
    public InitialStateLayer(LayerSource source, Layer of)
        : base(of.Name + ".initial", "initial state", 0, of.OutputSize)
    {
        States = of.States;
        OutputState = of.OutputState;
        tensors = [.. States.Select(state => source.Layout.Vector(source.Tensor("initial_" + state.Name), state.Length))];
    }

    public override IReadOnlyList<ParameterTensor> Parameters => tensors;

    public override IReadOnlyList<Port> Inputs => [];

    public override IReadOnlyList<Port> States { get; }

    public override int OutputState { get; }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node[] next = [.. tensors.Select(tensor => g.Parameter(tensor.Whole))];
        return new Step(OutputState >= 0 ? next[OutputState] : next[0], next);
    }
}

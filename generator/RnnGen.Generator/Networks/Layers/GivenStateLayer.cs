using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The states that a recurrent layer begins with, where the caller gives them: it runs once, before the first step, and computes nothing.</summary>
internal sealed class GivenStateLayer : Layer
{
    /// <param name="of">The layer that begins with them.</param>
    public GivenStateLayer(Layer of)
        : base(of.Name + ".given", "the caller's state", 0, of.OutputSize)
    {
        States = of.States;
        OutputState = of.OutputState;
    }

    public override IReadOnlyList<Value> Inputs => [];

    public override IReadOnlyList<Value> States { get; }

    public override int OutputState { get; }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node[] next = [.. States.Select(state => g.Input(state.Name + "Given", state.Length))];
        return new Step(OutputState >= 0 ? next[OutputState] : next[0], next);
    }
}

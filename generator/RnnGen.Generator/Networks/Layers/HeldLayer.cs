using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// A recurrent layer whose sequences have different lengths: at a step that a sample does not have, its states stay what they were. So they are before a sample's
/// first step what they begin with, and in the second direction of a bidirectional layer after it what they have come to.
/// </summary>
internal sealed class HeldLayer : Layer
{
    private readonly Layer cell;

    /// <param name="cell">The layer.</param>
    /// <param name="alive">Which steps a sample has.</param>
    public HeldLayer(Layer cell, Mask alive)
        : base(cell.Name, cell.Description, cell.InputSize, cell.OutputSize)
    {
        this.cell = cell;
        Inputs = [.. cell.Inputs, new("alive", alive.Length)];
        Masks = [.. cell.Masks, alive];
    }

    public override string Identifier => cell.Identifier;

    public override IReadOnlyList<ParameterTensor> Parameters => cell.Parameters;

    public override IReadOnlyList<Port> Inputs { get; }

    public override IReadOnlyList<Mask> Masks { get; }

    public override int AliveInput => Inputs.Count - 1;

    public override IReadOnlyList<Port> States => cell.States;

    public override int OutputState => cell.OutputState;

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Step step = BuildOf(cell, g, [.. inputs.Take(inputs.Count - 1)], states);
        Node alive = inputs[inputs.Count - 1];
        Node[] next = [.. step.NextStates.Select((state, index) => g.IfGreater(alive, g.Constant(0.5), state, states[index]).Named(States[index].Name + "Held"))];
        return new Step(next[OutputState], next);
    }
}

using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Timelines;

/// <summary>What an adjoint call does with the gradient of one input or state.</summary>
internal enum GradientUse
{
    /// <summary>Nobody asks for it: it is not computed.</summary>
    None,

    /// <summary>It is the first gradient to arrive at its destination.</summary>
    Store,

    /// <summary>It is added to what has arrived before.</summary>
    Accumulate,
}

/// <summary>
/// The adjoint of a <see cref="StepVariant"/>, specialised to which results have a gradient and which gradients anybody
/// wants.
/// </summary>
internal sealed class AdjointVariant
{
    public AdjointVariant(
        StepVariant step, IReadOnlyList<bool> seeded, IReadOnlyList<GradientUse> inputUses, IReadOnlyList<GradientUse> stateUses, string name)
    {
        Step = step;
        Name = name;
        InputUses = inputUses;
        StateUses = stateUses;
        StepGraph g = step.Graph;
        IReadOnlyList<Networks.Layers.Value> results = Timelines.Results.Of(step.Layer);
        Seeds = [.. results.Select((result, index) => seeded[index] ? g.Input(GradientName.Of(result.Name), result.Length) : null)];
        Adjoint adjoint = Differentiator.Differentiate(
            g,
            step.ForwardNodes,
            [.. Seeds.Select((seed, index) => (step.Results[index], seed ?? g.Zero(results[index].Length)))],
            [.. step.Inputs, .. step.States]);
        Parameters = adjoint.Parameters;
        InputsSoFar = [.. step.Layer.Inputs.Select((input, index) => SoFar(inputUses[index], input))];
        StatesSoFar = [.. step.Layer.States.Select((state, index) => SoFar(stateUses[index], state))];
        InputGradients = [.. step.Inputs.Select((_, index) => Root(inputUses[index], adjoint.Gradients[index], InputsSoFar[index]))];
        StateGradients = [.. step.States.Select((_, index) =>
            Root(stateUses[index], adjoint.Gradients[step.Inputs.Count + index], StatesSoFar[index]))];
    }

    public StepVariant Step { get; }

    /// <summary>The emitted method's name: <c>Lstm1StepGradient</c>.</summary>
    public string Name { get; }

    public IReadOnlyList<GradientUse> InputUses { get; }

    public IReadOnlyList<GradientUse> StateUses { get; }

    /// <summary>Incoming gradient of each result; null where none arrives.</summary>
    public IReadOnlyList<Node?> Seeds { get; }

    /// <summary>What stands in memory for an accumulated input gradient; null where it is not accumulated.</summary>
    public IReadOnlyList<Node?> InputsSoFar { get; }

    /// <summary>What stands in memory for an accumulated state gradient; null where it is not accumulated.</summary>
    public IReadOnlyList<Node?> StatesSoFar { get; }

    /// <summary>Gradient of each input, with what arrived before; null where it is not wanted or zero.</summary>
    public IReadOnlyList<Node?> InputGradients { get; }

    /// <summary>Gradient of each previous state, with what arrived before; null where it is not wanted or zero.</summary>
    public IReadOnlyList<Node?> StateGradients { get; }

    /// <summary>Outer products for after the time loop.</summary>
    public IReadOnlyList<ParameterGradient> Parameters { get; }

    /// <summary>Everything the adjoint delivers.</summary>
    public IEnumerable<Node> Roots =>
        InputGradients.Concat(StateGradients).OfType<Node>()
            .Concat(Parameters.Select(parameter => parameter.RowGradient))
            .Concat(Parameters.Select(parameter => parameter.Source).OfType<Node>());

    private Node? SoFar(GradientUse use, Networks.Layers.Value value) =>
        use == GradientUse.Accumulate ? Step.Graph.Input(GradientName.Of(value.Name) + "SoFar", value.Length) : null;

    private static Node? Root(GradientUse use, Node gradient, Node? soFar) =>
        use == GradientUse.None || gradient.IsZero ? null : soFar is null ? gradient : soFar + gradient;
}

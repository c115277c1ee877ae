using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Programs;

/// <summary>What becomes of the gradient of a step's input.</summary>
internal enum InputGradientUse
{
    /// <summary>Nobody wants it.</summary>
    None,

    /// <summary>It is the first that the value gets.</summary>
    Written,

    /// <summary>Another user of the value has left its own there.</summary>
    Added,
}

/// <summary>
/// The adjoint of a <see cref="StepVariant"/>, specialised to where gradients of its results come from and which gradients anybody
/// wants. A state's gradient comes from the next step, an output's from the layer above; the two meet in here, so neither waits for the other.
/// </summary>
internal sealed class AdjointVariant
{
    /// <param name="step">The step.</param>
    /// <param name="above">Whether the output's gradient arrives from what uses it: the layer above, the loss or the caller.</param>
    /// <param name="next">For each state, whether a gradient arrives from the next step.</param>
    /// <param name="inputs">For each input, what becomes of its gradient.</param>
    /// <param name="states">Whether the previous states' gradients are wanted.</param>
    /// <param name="name">The emitted method's name.</param>
    public AdjointVariant(
        StepVariant step, bool above, IReadOnlyList<bool> next, IReadOnlyList<InputGradientUse> inputs, bool states, string name)
    {
        Step = step;
        Name = name;
        StepGraph g = step.Graph;
        IReadOnlyList<Networks.Layers.Port> results = Programs.Ports.Of(step.Layer);
        int output = Programs.Ports.Output(step.Layer);
        Above = above ? Arriving(output, output < next.Count ? "Above" : "") : null;
        Next = [.. next.Select((arrives, state) => arrives ? Arriving(state, "Next") : null)];
        Seeds = [.. results.Select((_, index) => Seed(index))];
        Adjoint adjoint = Differentiator.Differentiate(
            g,
            step.ForwardNodes,
            [.. Seeds.Select((seed, index) => (step.Results[index], seed ?? g.Zero(results[index].Length)))],
            [.. step.Inputs, .. step.States]);
        foreach ((Node? seed, Networks.Layers.Port result) in Seeds.Zip(results, static (seed, result) => (seed, result)))
        {
            // A part of the whole, where others use the result within the step: else it has the whole's name by now.
            seed?.Named(GradientName.Of(result.Name) + "Arriving");
        }

        Parameters = adjoint.Parameters;
        InputsSoFar = [.. inputs.Select((use, index) => use == InputGradientUse.Added ? g.Input(GradientName.Of(step.Layer.Inputs[index].Name) + "SoFar", step.Inputs[index].Length) : null)];
        InputGradients = [.. inputs.Select((use, index) => Wanted(use != InputGradientUse.None, Handed(index)))];
        StateGradients = [.. step.States.Select((_, index) => Wanted(states, adjoint.Gradients[step.Inputs.Count + index]))];

        Node Handed(int input) => adjoint.Gradients[input] is { IsZero: false } own && InputsSoFar[input] is { } soFar
            ? VanishingGradients.HandedDown(soFar + own)
            : VanishingGradients.HandedDown(adjoint.Gradients[input]);

        Node Arriving(int result, string from) => g.Input(GradientName.Of(results[result].Name) + from, results[result].Length);

        Node? Seed(int result)
        {
            Node? fromNext = result < Next.Count ? Next[result] : null;
            Node? whole = result != output || Above is null ? fromNext
                : fromNext is null ? Above
                : Above + fromNext;
            return result < Next.Count && whole is not null ? VanishingGradients.OfState(whole) : whole;
        }
    }

    /// <summary>What follows a step's name in that of its adjoint.</summary>
    public const string Backward = "Backward";

    public StepVariant Step { get; }

    /// <summary>The emitted method's name: <c>Lstm1StepBackward</c>.</summary>
    public string Name { get; }

    /// <summary>The name of a method for what is left: <c>Lstm1StepInputGradient</c>.</summary>
    public string NameOf(string concern) => Step.Name + concern + Name.Substring(Step.Name.Length + Backward.Length);

    /// <summary>The gradient of the output that arrives from what uses it; null where none arrives.</summary>
    public Node? Above { get; }

    /// <summary>The gradient of each state that arrives from the next step; null where none arrives.</summary>
    public IReadOnlyList<Node?> Next { get; }

    /// <summary>The whole gradient of each result; null where none arrives.</summary>
    public IReadOnlyList<Node?> Seeds { get; }

    /// <summary>What other users of each input have handed back, where this one adds to it; else null.</summary>
    public IReadOnlyList<Node?> InputsSoFar { get; }

    /// <summary>Gradient of each input, with what it adds to; null where it is not wanted or zero.</summary>
    public IReadOnlyList<Node?> InputGradients { get; }

    /// <summary>Gradient of each previous state; null where it is not wanted or zero.</summary>
    public IReadOnlyList<Node?> StateGradients { get; }

    /// <summary>Outer products for after the time loop.</summary>
    public IReadOnlyList<ParameterGradient> Parameters { get; }

    /// <summary>Everything the adjoint delivers.</summary>
    public IEnumerable<Node> Roots =>
        InputGradients.Concat(StateGradients).OfType<Node>()
            .Concat(Parameters.Select(parameter => parameter.RowGradient))
            .Concat(Parameters.Select(parameter => parameter.Source).OfType<Node>());

    private static Node? Wanted(bool wanted, Node gradient) => wanted && !gradient.IsZero ? gradient : null;
}

using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Memory and loops of one adjoint: what must happen inside the time loop, what can wait for its end (the gradient of
/// the inputs), and the outer products of the parameter gradients.
/// </summary>
internal sealed class AdjointPlan
{
    /// <param name="adjoint">The adjoint.</param>
    /// <param name="step">The step's method.</param>
    /// <param name="forward">Where the step's values are.</param>
    /// <param name="extents">Rows that the step has.</param>
    /// <param name="lowering">What the lanes hold.</param>
    public AdjointPlan(AdjointVariant adjoint, StepMethod step, Dictionary<Node, Location> forward, Extents extents, Lowering lowering)
    {
        Layer layer = adjoint.Step.Layer;
        var layout = new StepBufferLayout(lowering, new Origin(Place.RowGradient), 0);
        var inMemory = new Dictionary<Node, Location>(forward);
        VariantPlan.AddInputs(inMemory, [adjoint.Above], _ => new Location(new Origin(Place.Gradient), 0));
        VariantPlan.AddInputs(inMemory, adjoint.Next, StateGradient);
        VariantPlan.AddInputs(inMemory, adjoint.InputsSoFar, InputGradient);
        VariantPlan.AddSlices(inMemory, adjoint.Step.Graph);

        // Gradients of a state that nothing computes stay where they are.
        Node[] passing = adjoint.Roots.Any() ? [.. adjoint.Next.OfType<Node>()] : [];
        Node[] rowGradients = [.. adjoint.Parameters.OrderBy(parameter => parameter.Block.Offset)
            .Select(parameter => parameter.RowGradient).Distinct().Where(node => !inMemory.ContainsKey(node) || passing.Contains(node))];
        var recurrence = new StepPlan(
            lowering, layout, inMemory, Deliveries(adjoint.StateGradients, StateGradient), rowGradients, passing);
        var inputs = new StepPlan(
            lowering, layout, recurrence.Locations, Deliveries(adjoint.InputGradients, InputGradient), [], []);

        string known = Known(adjoint);
        extents = extents.With(layout.Rows);
        var absent = AbsentStep.Of(adjoint.Step, lowering);
        Recurrence = new StepMethod(
            layer, adjoint.Name, sharing => $"The adjoint of {sharing.NameOf(step)}{known}.", recurrence.Kernels, extents, lowering, absent?.Recurrence(adjoint, layout.Rows));
        Inputs = new StepMethod(
            layer, adjoint.NameOf("InputGradient"), _ => "The gradient of one step's input to " + layer.Name + ".", inputs.Kernels, extents, lowering, absent?.InputGradients(adjoint));
        RowGradientRows = layout.Rows;
        if (Inputs.Origins.Any(origin => origin.Place == Place.StateGradient))
        {
            throw new InvalidOperationException($"{Inputs.Name} reads a state's gradient after it has been handed on.");
        }

        OuterProducts = new StepMethod(
            layer,
            adjoint.NameOf("OuterProducts"),
            static _ => "Adds the parameters' gradients over some steps.",
            [.. OuterProductPlan.Of(adjoint.Parameters, inputs.Locations, lowering).Select(plan => new OuterProductKernel(plan))],
            extents,
            lowering,
            absent?.OuterProducts());

        static Location InputGradient(int input) => new(new Origin(Place.InputGradient, input), 0);

        Location StateGradient(int state) => VariantPlan.Result(lowering, layer, Place.StateGradient, state);
    }

    /// <summary>The part that the step before waits for, and the row gradients.</summary>
    public StepMethod Recurrence { get; }

    /// <summary>The gradient of the step's inputs: nothing in the layer waits for it.</summary>
    public StepMethod Inputs { get; }

    /// <summary>Rows that the row gradients take, and whatever else the adjoint keeps for later in its segment.</summary>
    public int RowGradientRows { get; }

    /// <summary>The parameters' gradients, of many steps at once.</summary>
    public StepMethod OuterProducts { get; }

    private static string Known(AdjointVariant adjoint)
    {
        string[] missing = [.. Programs.Ports.Of(adjoint.Step.Layer).Where((_, index) => adjoint.Seeds[index] is null).Select(result => result.Name)];
        return missing.Length > 0 ? ", where no gradient arrives for " + string.Join(" and ", missing)
            : adjoint.Above is null ? ", where gradients arrive from the next step only"
            : "";
    }

    private static (Node Value, Location Location)[] Deliveries(IReadOnlyList<Node?> gradients, Func<int, Location> location) =>
        [.. gradients.Select((gradient, index) => (gradient, location(index))).Where(pair => pair.gradient is not null).Select(pair => (pair.gradient!, pair.Item2))];
}

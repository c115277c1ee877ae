using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning.Kernels;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// What the methods of a layer do at a step that no sample of a vector has: hand on states and their gradients, and leave nothing in memory that is not a number where later
/// steps, outer products and layers below look. So short sequences that go together cost what the longest of them costs.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="lowering">What the lanes hold.</param>
internal sealed class AbsentStep(Layer layer, Lowering lowering)
{
    private const string Row = "row";

    private readonly LoopForms forms = lowering.Forms;

    /// <summary>The mask that says which samples have the step.</summary>
    private Origin Alive => new(Place.Input, layer.AliveInput);

    /// <summary>What is done where some samples may lack the step; null where all have it.</summary>
    public static AbsentStep? Of(StepVariant variant, Lowering lowering) =>
        lowering.Target.Passes.AbsentSteps && variant.Layer.AliveInput >= 0 && variant.Inputs[variant.Layer.AliveInput].Operator == Operator.Input ? new(variant.Layer, lowering) : null;

    /// <summary>In the forward pass: states stay what they were, and the rest of the step buffer is zero.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="bufferRows">Rows of its step buffer.</param>
    public Statement Forward(StepVariant variant, int bufferRows)
    {
        int states = VariantPlan.StateRows(lowering, layer);
        bool areZero = variant.States.All(static state => state.IsZero);
        return Instead(
        [
            .. areZero ? [] : new Statement[] { Each(states, row => forms.Store(new Location(new Origin(Place.StepBuffer), 0), row, forms.Load(new Location(new Origin(Place.Previous), 0), row))), new Gap() },
            .. Clear(new Origin(Place.StepBuffer), areZero ? 0 : states, bufferRows),
        ]);
    }

    /// <summary>In the backward pass: the gradients of states stay where they are, the output's is added to them, and those of rows are zero.</summary>
    /// <param name="adjoint">The adjoint.</param>
    /// <param name="rowGradientRows">Rows that it leaves.</param>
    public Statement Recurrence(AdjointVariant adjoint, int rowGradientRows)
    {
        var body = new List<Statement>();
        for (int state = 0; state < layer.States.Count; state++)
        {
            Location gradient = VariantPlan.Result(lowering, layer, Place.StateGradient, state);
            Expression[] Summands(LoopIndex row) =>
            [
                .. adjoint.Next[state] is null ? [] : new[] { forms.Load(gradient, row) },
                .. state == layer.OutputState && adjoint.Above is not null ? new[] { forms.Load(new Location(new Origin(Place.Gradient), 0), row) } : [],
            ];
            if (Summands(LoopIndex.Zero).Length != 1 || adjoint.Next[state] is null)
            {
                body.Add(Each(lowering.Rows(layer.States[state].Length), row => forms.Store(gradient, row, Operation.SumOf(Summands(row)))));
            }
        }

        return Instead([.. body, .. Clear(new Origin(Place.RowGradient), 0, rowGradientRows)]);
    }

    /// <summary>After it: the gradients of inputs are zero, or what others have left there.</summary>
    /// <param name="adjoint">The adjoint.</param>
    public Statement InputGradients(AdjointVariant adjoint) => Instead(
    [
        .. layer.Inputs.SelectMany((input, index) => adjoint.InputGradients[index] is not null && adjoint.InputsSoFar[index] is null
            ? Clear(new Origin(Place.InputGradient, index), 0, lowering.Rows(input.Length))
            : []),
    ]);

    /// <summary>In outer products: the first steps are left out.</summary>
    public Statement OuterProducts() => new LeaveOutFirst(Alive);

    /// <summary>The rows that a statement works on.</summary>
    public static IEnumerable<Origin> Origins(Statement statement) => statement switch
    {
        InsteadIfZero instead => Origins(instead.Value).Concat(instead.Body.SelectMany(Origins)),
        For loop => loop.Body.SelectMany(Origins),
        Store store => Origins(store.To).Concat(Origins(store.Value)),
        LeaveOutFirst leave => [leave.Row],
        _ => [],
    };

    private static IEnumerable<Origin> Origins(Expression expression) => expression switch
    {
        Load load => Origins(load.From),
        BroadcastRow row => Origins(row.From),
        Operation operation => operation.Operands.SelectMany(Origins),
        _ => [],
    };

    private static IEnumerable<Origin> Origins(Reference reference) => reference.Buffer is RowBuffer { Origin: var origin } ? [origin] : [];

    private InsteadIfZero Instead(IEnumerable<Statement> body) => new(forms.LoadSingle(new Location(Alive, 0)), new(body));

    private IEnumerable<Statement> Clear(Origin origin, int first, int end) =>
        first < end ? [Each(end - first, row => forms.Store(new Location(origin, first), row, new Number(0)))] : [];

    private For Each(int rows, Func<LoopIndex, Statement> body) => For.Of(Row, rows, forms.Step, [body(LoopIndex.Of(Row))]);
}

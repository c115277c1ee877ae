using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Timelines;

namespace RnnGen.Generator.Planning;

/// <summary>Everything emitted for one layer.</summary>
internal sealed class LayerPlan
{
    private readonly MemoryMap memory;

    public LayerPlan(LayerCalls group, IReadOnlyDictionary<StepVariant, VariantPlan> variants, MemoryMap memory)
    {
        this.memory = memory;
        Layer = group.Layer;
        Calls = group.Calls.Count;
        WorkspaceRows = memory.RowsOf(group);
        VariantPlan[] own = [.. group.Calls.Select(call => variants[call.Variant]).Distinct()];
        ForwardMethods = [.. own.Select(plan => plan.Forward).Where(method => method.Kernels.Count > 0)];
        AdjointPlan Plan(AdjointCall adjoint) => variants[adjoint.Variant.Step].Adjoints[adjoint.Variant];
        AdjointPlan[] adjoints = [.. group.Adjoints.Select(Plan).Distinct()];
        GradientMethods = [.. adjoints.Select(plan => plan.Recurrence).Where(method => method.Kernels.Count > 0)];
        InputGradientMethods = [.. adjoints.Select(plan => plan.Inputs).Where(method => method.Kernels.Count > 0)];

        Forward = Runs(group.Calls.Select(call => (call, variants[call.Variant].Forward)));
        Gradient = Runs(group.Adjoints.Select(adjoint => (adjoint.Call, Plan(adjoint).Recurrence)));
        InputGradient = Runs(group.Adjoints.Select(adjoint => (adjoint.Call, Plan(adjoint).Inputs)));
        OuterProducts = [.. group.Adjoints.GroupBy(Plan).SelectMany(calls => Products(calls.Key, [.. calls.Select(adjoint => adjoint.Call)]))];
    }

    public Layer Layer { get; }

    /// <summary>Number of steps the layer runs.</summary>
    public int Calls { get; }

    /// <summary>Rows of workspace its calls take, for prediction and training.</summary>
    public int WorkspaceRows { get; }

    public IReadOnlyList<StepMethod> ForwardMethods { get; }

    public IReadOnlyList<StepMethod> GradientMethods { get; }

    public IReadOnlyList<StepMethod> InputGradientMethods { get; }

    /// <summary>The steps in order of time.</summary>
    public IReadOnlyList<CallRun> Forward { get; }

    /// <summary>The adjoints, last step first.</summary>
    public IReadOnlyList<CallRun> Gradient { get; }

    /// <summary>The gradients of the layer's inputs.</summary>
    public IReadOnlyList<CallRun> InputGradient { get; }

    public IReadOnlyList<OuterProductRun> OuterProducts { get; }

    private IReadOnlyList<CallRun> Runs(IEnumerable<(StepCall Call, StepMethod Method)> calls) => CallRuns.Find(calls
        .Where(call => call.Method.Kernels.Count > 0)
        .Select(call => (
            call.Method.Name,
            call.Call.Step,
            (IReadOnlyList<(Origin, int)>)[.. call.Method.Origins.Select(origin => (origin, memory.Row(call.Call, origin)))])));

    /// <summary>Sums over runs of calls one time step apart.</summary>
    private IEnumerable<OuterProductRun> Products(AdjointPlan plan, IReadOnlyList<StepCall> calls)
    {
        for (int first = 0; first < calls.Count;)
        {
            int count = 1;
            while (first + count < calls.Count && calls[first + count].Step == calls[first].Step - count)
            {
                count++;
            }

            // Calls are on their way back: the earliest step of the run is its last call.
            StepCall earliest = calls[first + count - 1];
            StepCall? next = count > 1 ? calls[first + count - 2] : null;
            (int, int) Advance(Location location)
            {
                int Row(StepCall call) => memory.Row(call, location.Origin) + location.Row;
                return (Row(earliest), next is null ? 0 : Row(next) - Row(earliest));
            }

            foreach (OuterProductPlan product in plan.OuterProducts)
            {
                yield return new OuterProductRun(
                    product,
                    count,
                    Advance(product.RowGradients),
                    [.. product.Columns.Select(columns => columns.Source is { } source ? Advance(source) : (0, 0))]);
            }

            first += count;
        }
    }
}

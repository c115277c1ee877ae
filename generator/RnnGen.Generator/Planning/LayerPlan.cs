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
        Dictionary<AdjointVariant, AdjointPlan> adjoints = group.Variants.SelectMany(variant => variants[variant].Adjoints)
            .ToDictionary(adjoint => adjoint.Key, adjoint => adjoint.Value);
        AdjointPlan Plan(AdjointCall adjoint) => adjoints[adjoint.Variant];
        IReadOnlyList<IReadOnlyList<AdjointCall>> segments = memory.Segments.Of(group).Divide(group.Adjoints);
        (ForwardMethods, IReadOnlyList<IReadOnlyList<CallRun>> forward) = Methods([group.Calls], call => (call, variants[call.Variant].Forward));
        Forward = forward[0];
        (GradientMethods, Gradient) = Methods(segments, adjoint => (adjoint.Call, Plan(adjoint).Recurrence));
        (InputGradientMethods, InputGradient) = Methods(segments, adjoint => (adjoint.Call, Plan(adjoint).Inputs));
        General = variants[group.General];
        GeneralMethod = ForwardMethods.FirstOrDefault(method => method.Signature == General.Forward.Signature) ?? General.Forward;
        Parts = FirstOfEach(ForwardMethods.Concat(GradientMethods).Concat(InputGradientMethods).Append(GeneralMethod).SelectMany(method => method.Parts));
        OuterProducts = [.. segments.Select(segment => OuterProductRuns.Find(
            segment.Reverse().Select(adjoint => (adjoint.Call, Plan(adjoint).OuterProducts)), memory))];
    }

    public Layer Layer { get; }

    /// <summary>Number of steps the layer runs.</summary>
    public int Calls { get; }

    /// <summary>Rows of workspace its calls take, for prediction and training.</summary>
    public int WorkspaceRows { get; }

    public IReadOnlyList<StepMethod> ForwardMethods { get; }

    public IReadOnlyList<StepMethod> GradientMethods { get; }

    public IReadOnlyList<StepMethod> InputGradientMethods { get; }

    /// <summary>The step that streaming runs.</summary>
    public VariantPlan General { get; }

    /// <summary>The method of that step: one of <see cref="ForwardMethods"/>, or one that only streaming needs.</summary>
    public StepMethod GeneralMethod { get; }

    /// <summary>The parts of methods by their signatures: methods that differ in some of their loops share the others.</summary>
    public IReadOnlyDictionary<string, StepMethod> Parts { get; }

    /// <summary>The steps in order of time.</summary>
    public IReadOnlyList<CallRun> Forward { get; }

    /// <summary>The adjoints, last step first: of each segment.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> Gradient { get; }

    /// <summary>The gradients of the layer's inputs, of each segment.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> InputGradient { get; }

    /// <summary>The gradients of the layer's parameters, of each segment.</summary>
    public IReadOnlyList<IReadOnlyList<OuterProductRun>> OuterProducts { get; }

    public bool HasParameterGradients => OuterProducts.Any(segment => segment.Count > 0);

    /// <summary>All calls, forward and on the way back.</summary>
    public IEnumerable<CallRun> Runs => Forward.Concat(Gradient.Concat(InputGradient).SelectMany(segment => segment));

    private static Dictionary<string, StepMethod> FirstOfEach(IEnumerable<StepMethod> methods)
    {
        var first = new Dictionary<string, StepMethod>();
        foreach (StepMethod method in methods.Where(method => !first.ContainsKey(method.Signature)))
        {
            first.Add(method.Signature, method);
        }

        return first;
    }

    /// <summary>The methods that differ, and the calls to them in each segment.</summary>
    private (IReadOnlyList<StepMethod> Methods, IReadOnlyList<IReadOnlyList<CallRun>> Runs) Methods<T>(
        IReadOnlyList<IReadOnlyList<T>> segments, Func<T, (StepCall Call, StepMethod Method)> what)
    {
        var distinct = new List<StepMethod>();
        var sharedBy = new Dictionary<StepMethod, StepMethod>();
        return (distinct, [.. segments.Select(segment => RunsOf(segment, what, distinct, sharedBy))]);
    }

    private IReadOnlyList<CallRun> RunsOf<T>(
        IReadOnlyList<T> segment, Func<T, (StepCall Call, StepMethod Method)> what, List<StepMethod> distinct, Dictionary<StepMethod, StepMethod> sharedBy)
    {
        var runs = new CallRuns();
        for (int index = 0; index < segment.Count; index++)
        {
            (StepCall call, StepMethod method) = what(segment[index]);
            if (method.Kernels.Count == 0)
            {
                continue;
            }

            if (!sharedBy.TryGetValue(method, out StepMethod? shared))
            {
                shared = distinct.Find(known => known.Signature == method.Signature);
                if (shared is null)
                {
                    shared = method;
                    distinct.Add(method);
                }

                sharedBy.Add(method, shared);
            }

            int[] rows = new int[shared.Origins.Count];
            for (int argument = 0; argument < rows.Length; argument++)
            {
                rows[argument] = memory.Row(call, shared.Origins[argument]);
            }

            runs.Add(shared, call.Step, rows);
        }

        return runs.Found();
    }
}

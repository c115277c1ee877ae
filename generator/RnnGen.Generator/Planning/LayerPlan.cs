using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>Everything emitted for one layer.</summary>
internal sealed class LayerPlan
{
    private readonly MethodSharing sharing;
    private readonly UnrollChoice unroll;

    /// <param name="group">The layer's calls.</param>
    /// <param name="variants">The variants of its step.</param>
    /// <param name="memory">Where the calls' rows are.</param>
    /// <param name="rows">What they are called.</param>
    /// <param name="prediction">Where they are in predictions; null where these are the same.</param>
    /// <param name="lowering">What the lanes hold.</param>
    /// <param name="sharing">Takes note of the methods that the layer calls.</param>
    /// <param name="unroll">How calls are written.</param>
    /// <param name="isStreamed">Whether the network has streams.</param>
    public LayerPlan(
        LayerCalls group, IReadOnlyDictionary<StepVariant, VariantPlan> variants, MemoryMap memory, RowMap rows, (PredictionPlan Plan, RowMap Rows)? prediction, Lowering lowering,
        MethodSharing sharing, UnrollChoice unroll, bool isStreamed)
    {
        (this.sharing, this.unroll) = (sharing, unroll);
        Layer = group.Layer;
        Programs = group.Node.Programs;
        Calls = group.Calls.Count;
        WorkspaceRows = memory.RowsOf(group);
        Dictionary<AdjointVariant, AdjointPlan> adjoints = group.Variants.SelectMany(variant => variants[variant].Adjoints)
            .ToDictionary(adjoint => adjoint.Key, adjoint => adjoint.Value);
        AdjointPlan Plan(AdjointCall adjoint) => adjoints[adjoint.Variant];
        IReadOnlyList<IReadOnlyList<AdjointCall>> segments = memory.Segments.Of(group).Divide(group.Adjoints);
        Forward = Timed("", [group.Calls], call => (call, variants[call.Variant].Forward), rows);
        if (prediction is { } stretches && Programs.HasFlag(ProgramKinds.Predict))
        {
            Prediction = Timed("Predict", stretches.Plan.Chunks(group), call => (call, variants[call.Variant].Forward), stretches.Rows);
        }

        Gradient = Timed("", segments, adjoint => (adjoint.Call, Plan(adjoint).Recurrence), rows);
        InputGradient = Timed("", segments, adjoint => (adjoint.Call, Plan(adjoint).Inputs), rows);
        General = variants[group.General];
        if (isStreamed && Programs.HasFlag(ProgramKinds.Step))
        {
            StreamMethod = sharing.Use(General.Forward);
            StreamMethods = StreamMethod.First == General.Forward && !Forward.Kernels.Contains(StreamMethod) ? [StreamMethod] : [];
        }

        // In order of time.
        (OuterProductMethods, IReadOnlyList<IReadOnlyList<KernelCall>> sums) = Methods(
            [.. segments.Select(segment => segment.Reverse().ToArray())], adjoint => (adjoint.Call, Plan(adjoint).OuterProducts), rows);
        OuterProducts = SegmentRuns<OuterProductRun>.Join([.. sums.Select(OuterProductRun.Of)]);
    }

    public Layer Layer { get; }

    /// <summary>The programs that run it.</summary>
    public ProgramKinds Programs { get; }

    /// <summary>Number of steps the layer runs.</summary>
    public int Calls { get; }

    /// <summary>Rows of workspace its calls take, for prediction and training.</summary>
    public int WorkspaceRows { get; }

    /// <summary>The steps in order of time.</summary>
    public TimedCalls Forward { get; }

    /// <summary>The steps of a prediction in each of its stretches; nothing where it runs <see cref="Forward"/>.</summary>
    public TimedCalls Prediction { get; } = TimedCalls.None;

    /// <summary>The adjoints, last step first: of each segment.</summary>
    public TimedCalls Gradient { get; }

    /// <summary>The gradients of the layer's inputs, of each segment.</summary>
    public TimedCalls InputGradient { get; }

    /// <summary>Methods with outer products that it is the first layer to call: only those are its own.</summary>
    public IReadOnlyList<EmittedMethod> OuterProductMethods { get; }

    /// <summary>The gradients of the layer's parameters, of each segment: a method is called once for all steps of a run.</summary>
    public IReadOnlyList<SegmentRuns<OuterProductRun>> OuterProducts { get; }

    /// <summary>Its own method that nothing but streaming calls; empty where there is none.</summary>
    public IReadOnlyList<EmittedMethod> StreamMethods { get; } = [];

    /// <summary>The step that streaming runs.</summary>
    public VariantPlan General { get; }

    /// <summary>The method of that step; null where the network has no streams.</summary>
    public EmittedMethod? StreamMethod { get; }

    /// <summary>Offsets of the parameters that its methods read, and of those that its calls hand to methods that layers share.</summary>
    public IEnumerable<int> ParameterOffsets
    {
        get
        {
            IEnumerable<EmittedMethod> own = [.. new[] { Forward, Prediction, Gradient, InputGradient }.SelectMany(static calls => calls.Kernels), .. OuterProductMethods, .. StreamMethods];
            IEnumerable<int?> handed =
            [
                .. new[] { Forward, Prediction, Gradient, InputGradient }.SelectMany(static calls => calls.All).Select(static method => method.Kernel.Start(method.FirstParameter)),
                .. OuterProducts.SelectMany(static group => group.Runs).Select(static run => run.Method.Start(run.FirstParameter)),
                StreamMethod?.Start(General.Forward.FirstParameter),
            ];
            return own.Where(static method => !method.TakesFirstParameter).SelectMany(static method => method.First.ParameterOffsets).Concat(handed.OfType<int>());
        }
    }

    public bool HasParameterGradients => OuterProducts.Any(static segments => segments.Runs.Count > 0);

    /// <summary>Calls by time.</summary>
    private TimedCalls Timed<T>(string prefix, IReadOnlyList<IReadOnlyList<T>> segments, Func<T, (StepCall Call, StepMethod Method)> what, RowMap rows)
    {
        (IReadOnlyList<EmittedMethod> own, IReadOnlyList<IReadOnlyList<KernelCall>> calls) = Methods(segments, what, rows);
        return new TimedCalls(Layer, prefix, own, calls, unroll);
    }

    /// <summary>The methods that no layer called before, and the calls in each segment.</summary>
    private (IReadOnlyList<EmittedMethod> Methods, IReadOnlyList<IReadOnlyList<KernelCall>> Calls) Methods<T>(
        IReadOnlyList<IReadOnlyList<T>> segments, Func<T, (StepCall Call, StepMethod Method)> what, RowMap rows)
    {
        var own = new List<EmittedMethod>();
        var known = new Dictionary<StepMethod, EmittedMethod>();
        return (own, [.. segments.Select(segment => CallsOf(segment, what, rows, own, known))]);
    }

    private IReadOnlyList<KernelCall> CallsOf<T>(
        IReadOnlyList<T> segment, Func<T, (StepCall Call, StepMethod Method)> what, RowMap rows, List<EmittedMethod> own, Dictionary<StepMethod, EmittedMethod> known)
    {
        var calls = new List<KernelCall>();
        for (int index = 0; index < segment.Count; index++)
        {
            (StepCall call, StepMethod method) = what(segment[index]);
            if (method.Kernels.Count == 0)
            {
                continue;
            }

            if (!known.TryGetValue(method, out EmittedMethod? emitted))
            {
                emitted = sharing.Use(method);
                known.Add(method, emitted);
                if (emitted.First == method)
                {
                    own.Add(emitted);
                }
            }

            calls.Add(new KernelCall(emitted, method, call.Step, [.. emitted.Origins.Select(origin => rows.Of(call, origin))]));
        }

        return calls;
    }
}

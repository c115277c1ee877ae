using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>Everything emitted for one layer.</summary>
internal sealed class LayerPlan
{
    private readonly MemoryMap memory;
    private readonly MethodSharing sharing;

    /// <param name="group">The layer's calls.</param>
    /// <param name="variants">The variants of its step.</param>
    /// <param name="memory">Where the calls' rows are.</param>
    /// <param name="prediction">Where they are in predictions; null where these are the same.</param>
    /// <param name="lowering">What the lanes hold.</param>
    /// <param name="sharing">Takes note of the methods that the layer calls.</param>
    /// <param name="isStreamed">Whether the network has streams.</param>
    public LayerPlan(LayerCalls group, IReadOnlyDictionary<StepVariant, VariantPlan> variants, MemoryMap memory, PredictionPlan? prediction, Lowering lowering, MethodSharing sharing, bool isStreamed)
    {
        this.memory = memory;
        this.sharing = sharing;
        Layer = group.Layer;
        Programs = group.Node.Programs;
        Calls = group.Calls.Count;
        WorkspaceRows = memory.RowsOf(group);
        Dictionary<AdjointVariant, AdjointPlan> adjoints = group.Variants.SelectMany(variant => variants[variant].Adjoints)
            .ToDictionary(adjoint => adjoint.Key, adjoint => adjoint.Value);
        AdjointPlan Plan(AdjointCall adjoint) => adjoints[adjoint.Variant];
        IReadOnlyList<IReadOnlyList<AdjointCall>> segments = memory.Segments.Of(group).Divide(group.Adjoints);
        (ForwardMethods, IReadOnlyList<IReadOnlyList<CallRun>> forward) = Methods([group.Calls], call => (call, variants[call.Variant].Forward));
        Forward = forward[0];
        Prediction = prediction is not null && Programs.HasFlag(ProgramKinds.Predict)
            ? Methods(prediction.Chunks(group), call => (call, variants[call.Variant].Forward), prediction.Row).Runs
            : [];
        (GradientMethods, Gradient) = Methods(segments, adjoint => (adjoint.Call, Plan(adjoint).Recurrence));
        (InputGradientMethods, InputGradient) = Methods(segments, adjoint => (adjoint.Call, Plan(adjoint).Inputs));
        General = variants[group.General];
        if (lowering.Streams && isStreamed && Programs.HasFlag(ProgramKinds.Step))
        {
            StreamMethod = sharing.Use(General.Forward);
            StreamMethods = StreamMethod.First == General.Forward && !ForwardMethods.Contains(StreamMethod) ? [StreamMethod] : [];
        }

        // In order of time.
        (OuterProductMethods, OuterProducts) = Methods(
            [.. segments.Select(segment => segment.Reverse().ToArray())], adjoint => (adjoint.Call, Plan(adjoint).OuterProducts));
    }

    public Layer Layer { get; }

    /// <summary>The programs that run it.</summary>
    public ProgramKinds Programs { get; }

    /// <summary>Number of steps the layer runs.</summary>
    public int Calls { get; }

    /// <summary>Rows of workspace its calls take, for prediction and training.</summary>
    public int WorkspaceRows { get; }

    /// <summary>Methods of its steps that it is the first layer to call: only those are its own.</summary>
    public IReadOnlyList<EmittedMethod> ForwardMethods { get; }

    /// <summary>Likewise of its adjoints.</summary>
    public IReadOnlyList<EmittedMethod> GradientMethods { get; }

    /// <summary>Likewise of the gradients of its inputs.</summary>
    public IReadOnlyList<EmittedMethod> InputGradientMethods { get; }

    /// <summary>Likewise of its outer products.</summary>
    public IReadOnlyList<EmittedMethod> OuterProductMethods { get; }

    /// <summary>Its own method that nothing but streaming calls; empty where there is none.</summary>
    public IReadOnlyList<EmittedMethod> StreamMethods { get; } = [];

    /// <summary>The step that streaming runs.</summary>
    public VariantPlan General { get; }

    /// <summary>The method of that step; null where the lowering is not the one that streams.</summary>
    public EmittedMethod? StreamMethod { get; }

    /// <summary>The steps in order of time.</summary>
    public IReadOnlyList<CallRun> Forward { get; }

    /// <summary>The steps of a prediction in each of its stretches; empty where it runs <see cref="Forward"/>.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> Prediction { get; }

    /// <summary>The adjoints, last step first: of each segment.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> Gradient { get; }

    /// <summary>The gradients of the layer's inputs, of each segment.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> InputGradient { get; }

    /// <summary>The gradients of the layer's parameters, of each segment: a method is called once for all steps of a run.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> OuterProducts { get; }

    public bool HasParameterGradients => OuterProducts.Any(segment => segment.Count > 0);

    /// <summary>The methods that no layer called before, and the calls in each segment.</summary>
    private (IReadOnlyList<EmittedMethod> Methods, IReadOnlyList<IReadOnlyList<CallRun>> Runs) Methods<T>(
        IReadOnlyList<IReadOnlyList<T>> segments, Func<T, (StepCall Call, StepMethod Method)> what, Func<StepCall, Origin, int>? row = null)
    {
        var own = new List<EmittedMethod>();
        var known = new Dictionary<StepMethod, EmittedMethod>();
        return (own, [.. segments.Select(segment => RunsOf(segment, what, row ?? memory.Row, own, known))]);
    }

    private IReadOnlyList<CallRun> RunsOf<T>(
        IReadOnlyList<T> segment, Func<T, (StepCall Call, StepMethod Method)> what, Func<StepCall, Origin, int> row, List<EmittedMethod> own, Dictionary<StepMethod, EmittedMethod> known)
    {
        var runs = new CallRuns();
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

            int[] rows = new int[emitted.Origins.Count];
            for (int argument = 0; argument < rows.Length; argument++)
            {
                rows[argument] = row(call, emitted.Origins[argument]);
            }

            runs.Add(emitted, method.FirstParameter, call.Step, rows);
        }

        return runs.Found();
    }
}

using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>Everything that is emitted for a model: methods, their calls in time, and memory.</summary>
internal sealed class ModelPlan
{
    private readonly Lowering lowering;
    private readonly Dictionary<EmittedMethod, int> mostSteps;
    private readonly HashSet<Layer> optional;

    public ModelPlan(ModelPrograms programs, Lowering lowering, CancellationToken cancellation)
    {
        this.lowering = lowering;
        Network = programs.Network;
        LanesUsed = lowering.LanesUsed;
        Methods = new MethodSharing(lowering.Target.Passes.SharedMethods);
        Dictionary<StepVariant, VariantPlan> variants = programs.Groups
            .SelectMany(static group => group.Variants.Append(group.General).Distinct().Select(variant => (Group: group, Variant: variant)))
            .ToDictionary(static item => item.Variant, item => Lower(item.Group, item.Variant));
        Memory = new MemoryMap(programs, variants, lowering);
        Prediction = PredictionPlan.Of(programs, Memory, lowering);
        var rows = new RowMap(programs, Memory);
        (PredictionPlan Plan, RowMap Rows)? prediction = Prediction is null ? null : (Prediction, rows.In(Prediction));
        Unroll = new UnrollChoice(Network.Declaration.Unroll, lowering, programs.Groups.Sum(Calls));
        Groups = [.. programs.Groups.Select(group => Plan(group))];
        Layers = [.. Groups.Where(static layer => layer.Programs == ProgramKinds.All)];

        bool areMixed = Network.Nodes.Any(static node => ReadsInput(node) && node.Edges.Any(static edge => edge.Source == EdgeSource.Node));
        optional = [.. Network.Nodes.Where(node => !areMixed && ReadsInput(node)).Select(static node => node.Layer)];

        // A recurrent layer that ends the network runs on every step; its last ones are the outputs.
        StepCall[] outputs = [.. programs.OutputCalls];
        Outputs = Series(outputs, Result);
        OutputGradients = Series(outputs, Memory.OutputGradient);
        Losses = Series(programs.Train.Output.Calls, Result);
        LossWeights = Series(programs.Train.Output.Calls, Memory.OutputGradient);
        States = [.. programs.Train.Carried.Select(Place)];
        Rows = [.. rows.Used.Concat(prediction?.Rows.Used ?? [])];
        OuterProductRun[] sums = [.. Layers.SelectMany(static layer => layer.OuterProducts).SelectMany(static segments => segments.Runs)];
        mostSteps = sums.GroupBy(run => run.Method).ToDictionary(runs => runs.Key, runs => runs.Max(run => run.Count));
        (OuterProductPlan Plan, int Steps)[] products = [.. mostSteps.SelectMany(method => method.Key.OuterProducts.Select(plan => (plan, method.Value)))];
        ScratchSums = products.Select(product => product.Plan.TransposedRows(product.Steps)).DefaultIfEmpty(0).Max();
        ScratchRows = ScratchSums + products.Select(product => product.Plan.SumRows).DefaultIfEmpty(0).Max();
        ScratchFloats = products.Select(product => product.Plan.ProductFloats).DefaultIfEmpty(0).Max();

        static bool ReadsInput(LayerNode node) => node.Edges.Any(static edge => edge.Source == EdgeSource.Input);

        VariantPlan Lower(LayerCalls group, StepVariant variant)
        {
            cancellation.ThrowIfCancellationRequested();
            return new VariantPlan(group, variant, lowering);
        }

        LayerPlan Plan(LayerCalls group)
        {
            cancellation.ThrowIfCancellationRequested();
            return new LayerPlan(group, variants, Memory, rows, prediction, lowering, Methods, Unroll, programs.Step is not null);
        }

        int Calls(LayerCalls group)
        {
            int forward = group.Calls.Count(call => variants[call.Variant].Forward.Kernels.Count > 0);
            IEnumerable<AdjointPlan> adjoints = group.Adjoints.Select(adjoint => variants[adjoint.Variant.Step].Adjoints[adjoint.Variant]);
            return (Prediction is null || !group.Node.Programs.HasFlag(ProgramKinds.Predict) ? forward : 2 * forward)
                + adjoints.Sum(static adjoint => new[] { adjoint.Recurrence, adjoint.Inputs }.Count(static method => method.Kernels.Count > 0));
        }

        int Result(StepCall call) => Memory.Result(call, Ports.Output(call.Layer));

        StatePlace Place(CarriedState state) => new(
            $"{state.Layer.Name}.{state.State.Name}",
            state.State.Length,
            Memory.Initial(state),
            Memory.Result(state.Last, state.Index),
            Memory.StateGradient(state.Last, state.Index),
            Prediction is null ? null : (Prediction.Initial(state), Prediction.Result(state.Last, state.Index)),
            state.IsReached);
    }

    public Network Network { get; }

    /// <summary>What part of the lanes holds something, and no padding, in percent.</summary>
    public int LanesUsed { get; }

    public MemoryMap Memory { get; }

    /// <summary>Rows that values of so many units take.</summary>
    public int RowsOf(int units) => lowering.Rows(units);

    /// <summary>The distance of the memory of two vectors, of so many rows each.</summary>
    public int Pitch(int rows) => lowering.Pitch(rows);

    /// <summary>How the network predicts; null where it predicts as it trains.</summary>
    public PredictionPlan? Prediction { get; }

    /// <summary>Which methods stand for which.</summary>
    public MethodSharing Methods { get; }

    /// <summary>Every group of calls, in forward order.</summary>
    public IReadOnlyList<LayerPlan> Groups { get; }

    /// <summary>Those that all programs have: the layers, from input to output.</summary>
    public IReadOnlyList<LayerPlan> Layers { get; }

    /// <summary>The parameter tensors in the order of the flat buffer.</summary>
    public IEnumerable<ParameterTensor> Parameters => Network.Parameters;

    /// <summary>The layer that a tensor belongs to.</summary>
    public Layer LayerOf(ParameterTensor tensor) => Layers.Select(static layer => layer.Layer).First(layer => layer.Parameters.Contains(tensor));

    /// <summary>The tensor that lies at an offset.</summary>
    public ParameterPlace PlaceAt(int offset) => lowering.PlaceAt(offset);

    /// <summary>What calls and methods begin to read, in order: a method may go on to the tensors behind it. Complete when the model is planned.</summary>
    public IReadOnlyList<ParameterPlace> Places => field ??= [.. Layers.SelectMany(PlacesOf).OrderBy(static place => place.Offset)];

    /// <summary>The tensors that a layer's methods read, and those that its calls begin with.</summary>
    public IEnumerable<ParameterPlace> PlacesOf(LayerPlan layer) =>
        layer.ParameterOffsets.Concat(layer == Layers[Layers.Count - 1] ? layer.General.Forward.ParameterOffsets : []).Select(PlaceAt)
            .Distinct().OrderBy(static place => place.Offset);

    /// <summary>The most steps that a method with outer products is called for.</summary>
    public int MostSteps(EmittedMethod method) => mostSteps[method];

    /// <summary>The plan of a node's calls.</summary>
    public LayerPlan Of(LayerCalls group) => Groups.First(layer => layer.Layer == group.Layer);

    /// <summary>What a program runs, in forward order.</summary>
    public IEnumerable<LayerPlan> Of(ProgramKinds program) => Groups.Where(layer => layer.Programs.HasFlag(program));

    /// <summary>What a program runs and not every other does: the loss, a final activation.</summary>
    public IReadOnlyList<LayerPlan> Ends(ProgramKinds program) => [.. Of(program).Where(static layer => layer.Programs != ProgramKinds.All)];

    /// <summary>The layers in each segment of the backward pass.</summary>
    public IEnumerable<(SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers)> SegmentGroups => LayersOf(Memory.Segments.SegmentGroups);

    /// <summary>The layers that segments belong to.</summary>
    public IEnumerable<(SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers)> LayersOf(IReadOnlyList<SegmentGroup> segmentGroups) =>
        segmentGroups.Select(segmentGroup => (segmentGroup, (IReadOnlyList<LayerPlan>)[.. segmentGroup.Layers.Select(group => Of(group))]));

    /// <summary>
    /// Whether the gradient of what a layer takes is that of the network's inputs alone, which not every caller wants. Where a layer takes these together with
    /// another layer's outputs there is no such layer: gradients add up in the order in which layers run.
    /// </summary>
    public bool IsOptional(LayerPlan layer) => optional.Contains(layer.Layer);

    /// <summary>Every kind of rows that calls are handed.</summary>
    public IReadOnlyList<StepRows> Rows { get; }

    /// <summary>How runs of calls are written.</summary>
    public UnrollChoice Unroll { get; }

    /// <summary>Rows of the outputs: of the first output step, and the advance to the next.</summary>
    public (int Start, int Stride) Outputs { get; }

    /// <summary>Rows of the outputs' gradients.</summary>
    public (int Start, int Stride) OutputGradients { get; }

    /// <summary>Rows of the loss of each output step.</summary>
    public (int Start, int Stride) Losses { get; }

    /// <summary>The states that callers give and get.</summary>
    public IReadOnlyList<StatePlace> States { get; }

    /// <summary>Rows of what each output step counts in the mean loss: the gradient that starts backpropagation.</summary>
    public (int Start, int Stride) LossWeights { get; }

    /// <summary>The scratch row at which sums of row gradients begin.</summary>
    public int ScratchSums { get; }

    /// <summary>Scratch rows for outer products.</summary>
    public int ScratchRows { get; }

    /// <summary>Scratch floats for outer products, besides the rows.</summary>
    public int ScratchFloats { get; }

    private static (int Start, int Stride) Series(IReadOnlyList<StepCall> calls, Func<StepCall, int> row) =>
        (row(calls[0]), calls.Count > 1 ? row(calls[1]) - row(calls[0]) : 0);
}

/// <summary>Where a state lies that callers give and get: rows of a block's memory.</summary>
/// <param name="Name">What it is called: <c>lstm1.h</c>.</param>
/// <param name="Length">Its units.</param>
/// <param name="Initial">Before the first step.</param>
/// <param name="Final">After the last.</param>
/// <param name="Gradient">Its gradient: of the last before the backward pass, of the first after it.</param>
/// <param name="InPrediction">Before the first step and after the last in a prediction that goes through the sequence in stretches.</param>
/// <param name="IsReached">Whether the gradient of the first is computed; it is zero where not.</param>
internal sealed record StatePlace(string Name, int Length, int Initial, int Final, int Gradient, (int Initial, int Final)? InPrediction, bool IsReached);

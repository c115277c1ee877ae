using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>
/// How a long network predicts: a stretch of steps through all layers, then the next. Nobody asks a prediction for what happened at earlier steps, so that all stretches share
/// the memory of one. Training keeps every step, and so does the prediction of what needs little memory anyway: it runs the same code.
/// </summary>
internal sealed class PredictionPlan
{
    private readonly Dictionary<StepCall, int> buffers = [];
    private readonly Dictionary<StepCall, int> carried = [];
    private readonly Dictionary<LayerCalls, IReadOnlyList<IReadOnlyList<StepCall>>> chunks = [];
    private readonly MemoryMap memory;
    private readonly Lowering lowering;

    private PredictionPlan(ModelPrograms programs, MemoryMap memory, Lowering lowering)
    {
        this.memory = memory;
        this.lowering = lowering;
        // What is given comes first, as in training.
        Rows = memory.GivenRows;
        var segmentGroups = new List<SegmentGroup>();
        foreach (IReadOnlyList<LayerCalls> pipeline in Pipelines(programs.Predict))
        {
            int first = segmentGroups.Count == 0 ? 0 : segmentGroups[segmentGroups.Count - 1].First + segmentGroups[segmentGroups.Count - 1].Count;
            segmentGroups.Add(new SegmentGroup(first, PlaceStepBuffers(pipeline, programs), pipeline));
        }

        SegmentGroups = segmentGroups;
        StepCall[] outputs = [.. programs.OutputCalls];
        Outputs = (Result(outputs[0]), outputs.Length > 1 ? Result(outputs[1]) - Result(outputs[0]) : 0);
        Rows = lowering.Pitch(Rows);
    }

    /// <summary>The stretches: of layers that take them together, one after the other.</summary>
    public IReadOnlyList<SegmentGroup> SegmentGroups { get; }

    /// <summary>Stretches of all layers.</summary>
    public int Segments => SegmentGroups.Sum(static segmentGroup => segmentGroup.Count);

    /// <summary>Rows from one vector of samples to the next.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows of the outputs: of the first output step, and the advance to the next.</summary>
    public (int Start, int Stride) Outputs { get; }

    /// <summary>The plan of a network; null where it predicts as it trains.</summary>
    /// <param name="programs">The calls.</param>
    /// <param name="memory">Where training has them.</param>
    /// <param name="lowering">What the lanes hold.</param>
    public static PredictionPlan? Of(ModelPrograms programs, MemoryMap memory, Lowering lowering)
    {
        if (!lowering.Target.Passes.PredictionStretches || memory.Targets - memory.GivenRows <= lowering.Limits.ManyRows)
        {
            return null;
        }

        var plan = new PredictionPlan(programs, memory, lowering);
        return plan.Rows < memory.Targets ? plan : null;
    }

    /// <summary>The calls of a layer in each of its stretches.</summary>
    public IReadOnlyList<IReadOnlyList<StepCall>> Chunks(LayerCalls group) => chunks[group];

    /// <summary>The row that <paramref name="origin"/> means for a call.</summary>
    public int Row(StepCall call, Origin origin) => origin.Place switch
    {
        Place.Input when call.Inputs[origin.Index] is Operand.OutputOf output => Result(output.Call),
        Place.Previous when call.States is StateSource.Of previous => buffers[previous.Call],
        Place.Previous => carried[call],
        Place.StepBuffer => buffers[call],
        _ => memory.Row(call, origin),
    };

    /// <summary>First row of a state that the caller gives.</summary>
    public int Initial(CarriedState state) => carried[state.First] + VariantPlan.ResultRow(lowering, state.Layer, state.Index);

    /// <summary>
    /// Layers that can go through a stretch of steps one after the other: all in one direction, each reading those before it at its own step, and none
    /// beginning with the states that another has ended with.
    /// </summary>
    private static IEnumerable<IReadOnlyList<LayerCalls>> Pipelines(Program predict)
    {
        var pipelines = new List<List<LayerCalls>>();
        foreach (LayerCalls group in predict.Groups)
        {
            List<LayerCalls>? last = pipelines.Count > 0 ? pipelines[pipelines.Count - 1] : null;
            if (last is not null && last[0].IsReversed == group.IsReversed && !group.Node.IsBeforeTime && !last[0].Node.IsBeforeTime
                && (group.ReadsSameStep || !last.Exists(group.Reads)) && !last.Exists(group.Continues))
            {
                last.Add(group);
            }
            else
            {
                pipelines.Add([group]);
            }
        }

        return pipelines;
    }

    /// <summary>Cuts the steps of a pipeline into stretches, and gives every call its step buffer. A step buffer outlasts its stretch only where somebody reads it later.</summary>
    /// <returns>The number of stretches.</returns>
    private int PlaceStepBuffers(IReadOnlyList<LayerCalls> pipeline, ModelPrograms programs)
    {
        int first = pipeline.Min(static group => group.Calls.Min(static call => call.Step));
        int last = pipeline.Max(static group => group.Calls.Max(static call => call.Step));
        bool isReversed = pipeline[0].IsReversed;
        int steps = last - first + 1;
        int rowsOfStep = pipeline.Sum(group => memory.StepBufferRows(group));
        int most = Math.Max(lowering.Target.FewestPredictedSteps, lowering.Limits.CachedRows / rowsOfStep);
        int count = (steps + most - 1) / most;
        int length = (steps + count - 1) / count;
        count = (steps + length - 1) / length;
        foreach (LayerCalls group in pipeline)
        {
            int rows = memory.StepBufferRows(group);
            bool isKept = programs.Predict.Readers(group).Any(reader => !pipeline.Contains(reader))
                || (group == programs.Predict.Output && programs.Network.OutputLength > 1);
            if (group.Calls[0].States is StateSource.Carried)
            {
                carried.Add(group.Calls[0], Rows);
                Rows = checked(Rows + VariantPlan.StateRows(lowering, group.Layer));
            }

            int start = Rows;
            int taken = 0;
            for (int index = 0; index < group.Calls.Count; index++)
            {
                int buffer = isKept ? index : Position(group.Calls[index]) % length;
                buffers.Add(group.Calls[index], start + (buffer * rows));
                taken = Math.Max(taken, buffer + 1);
            }

            Rows = checked(Rows + (taken * rows));
            ILookup<int, StepCall> byChunk = group.Calls.ToLookup(call => Position(call) / length);
            chunks.Add(group, [.. Enumerable.Range(0, count).Select(chunk => byChunk[chunk].ToArray())]);
        }

        return count;

        int Position(StepCall call) => isReversed ? last - call.Step : call.Step - first;
    }

    /// <summary>First row of result <paramref name="result"/> of a call.</summary>
    public int Result(StepCall call, int result) => buffers[call] + VariantPlan.ResultRow(lowering, call.Layer, result);

    private int Result(StepCall call) => Result(call, Ports.Output(call.Layer));
}

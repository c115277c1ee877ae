using RnnGen.Generator.Networks;
using RnnGen.Generator.Timelines;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Rows of a block's workspace: inputs and a frame per call; then what only training needs: targets, frames of the loss, a
/// gradient frame per call, input gradients, row gradients of a segment. A row is one float for each sample of the block. Frames of one layer have one
/// size, so that arguments advance evenly from call to call.
/// </summary>
internal sealed class MemoryMap
{
    private readonly Network network;
    private readonly Lowering lowering;
    private readonly Dictionary<StepCall, int> frames = [];
    private readonly Dictionary<StepCall, int> gradientFrames = [];
    private readonly Dictionary<StepCall, int> rowGradients = [];
    private readonly Dictionary<LayerCalls, int> takenBy = [];

    public MemoryMap(Timeline timeline, IReadOnlyDictionary<StepVariant, VariantPlan> variants, Lowering lowering)
    {
        this.lowering = lowering;
        network = timeline.Network;
        Inputs = Take(network.InputLength * InputStride);
        foreach (LayerCalls group in timeline.Groups.Where(group => group != timeline.Loss))
        {
            PlaceCalls(frames, group, group.Variants.Max(variant => variants[variant].FrameRows));
        }

        Targets = Take(network.OutputLength * TargetStride);
        PlaceCalls(frames, timeline.Loss, timeline.Loss.Variants.Max(variant => variants[variant].FrameRows));
        foreach (LayerCalls group in timeline.Groups)
        {
            PlaceCalls(gradientFrames, group, VariantPlan.ResultRows(lowering, group.Layer));
        }

        InputGradients = Take(network.InputLength * InputStride);
        Segments = new NetworkSegments(timeline, RowsPerCall, lowering.CachedRows);
        int first = Take(Segments.Rows);
        foreach (LayerCalls group in timeline.Groups)
        {
            for (int adjoint = 0; adjoint < group.Adjoints.Count; adjoint++)
            {
                rowGradients.Add(group.Adjoints[adjoint].Call, first + Segments.Row(group, adjoint));
            }
        }

        int RowsPerCall(LayerCalls group) => group.Variants
            .SelectMany(variant => variants[variant].Adjoints.Values)
            .Select(adjoint => adjoint.RowGradientRows)
            .DefaultIfEmpty(0).Max();
    }

    /// <summary>First row of the network's inputs, [input steps, input size].</summary>
    public int Inputs { get; }

    /// <summary>Rows from one input step to the next.</summary>
    public int InputStride => lowering.Rows(network.InputSize);

    /// <summary>Rows from one target to the next.</summary>
    public int TargetStride => lowering.Rows(network.TargetsPerStep);

    /// <summary>First row of the targets, [output steps, targets per step].</summary>
    public int Targets { get; }

    /// <summary>First row of the gradient of the network's inputs.</summary>
    public int InputGradients { get; }

    /// <summary>The segments of the way back.</summary>
    public NetworkSegments Segments { get; }

    /// <summary>All rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows that the calls of a layer take.</summary>
    public int RowsOf(LayerCalls group) => takenBy[group];

    /// <summary>First row of result <paramref name="result"/> of a call.</summary>
    public int Result(StepCall call, int result) => frames[call] + VariantPlan.ResultRow(lowering, call.Layer, result);

    /// <summary>First row of the gradient of result <paramref name="result"/> of a call.</summary>
    public int ResultGradient(StepCall call, int result) => gradientFrames[call] + VariantPlan.ResultRow(lowering, call.Layer, result);

    /// <summary>The row that <paramref name="origin"/> means for a call.</summary>
    public int Row(StepCall call, Origin origin) => origin.Place switch
    {
        Place.Input => Input(call.Inputs[origin.Index]),
        Place.Previous => frames[call.Previous!],
        Place.Frame => frames[call],
        Place.InputGradient => InputGradient(call.Inputs[origin.Index]),
        Place.PreviousGradient => gradientFrames[call.Previous!],
        Place.Gradient => gradientFrames[call],
        Place.RowGradient => rowGradients[call],
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private int Input(Operand operand) => operand switch
    {
        Operand.NetworkInput input => Inputs + (input.Step * InputStride),
        Operand.Target target => Targets + (target.OutputStep * TargetStride),
        Operand.OutputOf output => Result(output.Call, Results.Output(output.Call.Layer)),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, "Has no place in memory."),
    };

    private int InputGradient(Operand operand) => operand switch
    {
        Operand.NetworkInput input => InputGradients + (input.Step * InputStride),
        Operand.OutputOf output => ResultGradient(output.Call, Results.Output(output.Call.Layer)),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, "Has no gradient."),
    };

    private void PlaceCalls(Dictionary<StepCall, int> places, LayerCalls group, int rows)
    {
        takenBy[group] = (takenBy.TryGetValue(group, out int taken) ? taken : 0) + (group.Calls.Count * rows);
        foreach (StepCall call in group.Calls)
        {
            places[call] = Take(rows);
        }
    }

    private int Take(int rows)
    {
        int first = Rows;
        Rows = checked(Rows + rows);
        return first;
    }
}

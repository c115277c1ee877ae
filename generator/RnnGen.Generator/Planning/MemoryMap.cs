using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Rows of a block's workspace: inputs, masks and a step buffer per call; then what only training needs: targets, step buffers of the loss, gradients of
/// outputs and of each layer's states, input gradients, and the memory that all segments share. A row is one float for each sample of the block. Step buffers
/// of one layer have one size, so that arguments advance evenly from call to call.
/// </summary>
internal sealed class MemoryMap
{
    private readonly Network network;
    private readonly Lowering lowering;
    private readonly Dictionary<Mask, int> masks = [];
    private readonly Dictionary<StepCall, int> buffers = [];
    private readonly Dictionary<StepCall, int> carried = [];
    private readonly Dictionary<StepCall, int> outputGradients = [];
    private readonly Dictionary<Layer, int> stateGradients = [];
    private readonly Dictionary<StepCall, int> rowGradients = [];
    private readonly Dictionary<LayerCalls, int> takenBy = [];
    private readonly Dictionary<LayerCalls, int> stepBufferRows = [];

    public MemoryMap(ModelPrograms programs, IReadOnlyDictionary<StepVariant, VariantPlan> variants, Lowering lowering)
    {
        this.lowering = lowering;
        network = programs.Network;
        Inputs = Take(network.InputLength * InputStride);
        foreach (Mask mask in network.Masks)
        {
            masks.Add(mask, Take(MaskSteps(mask) * MaskStride(mask)));
        }

        GivenRows = Rows;
        foreach (LayerCalls group in programs.Predict.Groups)
        {
            PlaceStepBuffers(group);
        }

        Targets = Take(network.OutputLength * TargetStride);
        foreach (LayerCalls group in programs.Groups.Except(programs.Predict.Groups))
        {
            PlaceStepBuffers(group);
        }

        Segments = new BackwardSegments(
            programs, RowsPerCall, group => lowering.Rows(group.Layer.OutputSize), Room(), lowering.Target.FewestSegmentSteps);
        StateGradients = Rows;
        foreach (LayerCalls group in programs.Layers.Where(group => group.Layer.States.Count > 0))
        {
            // States that continue another layer's hand their gradients to that layer: both have them in the same place.
            if (group.Calls[0].States is StateSource.Of before)
            {
                stateGradients.Add(group.Layer, stateGradients[before.Call.Layer]);
                continue;
            }

            int rows = VariantPlan.StateRows(lowering, group.Layer);
            stateGradients.Add(group.Layer, Take(rows));
            takenBy[group] += rows;
        }

        StateGradientRows = Rows - StateGradients;
        foreach (LayerCalls group in programs.Groups)
        {
            PlaceOutputGradients(group);
        }

        InputGradients = Take(network.InputLength * InputStride);
        PlaceSegment(programs.Groups);
        Rows = lowering.Pitch(Rows);

        void PlaceStepBuffers(LayerCalls group) => PlaceCalls(group, group.Variants.Max(variant => variants[variant].StepBufferRows));

        int Room() => lowering.Target.Passes.BackwardSegments ? lowering.Limits.CachedRows : int.MaxValue;

        int RowsPerCall(LayerCalls group) => group.Variants
            .SelectMany(variant => variants[variant].Adjoints.Values)
            .Select(adjoint => adjoint.RowGradientRows)
            .DefaultIfEmpty(0).Max();
    }

    /// <summary>First row of the network's inputs, [input steps, input size].</summary>
    public int Inputs { get; }

    /// <summary>Rows from one input step to the next.</summary>
    public int InputStride => lowering.Rows(network.InputSize);

    /// <summary>Rows that the library writes before the forward pass, the first ones: inputs and masks.</summary>
    public int GivenRows { get; }

    /// <summary>Rows from one target to the next.</summary>
    public int TargetStride => lowering.Rows(network.TargetsPerStep);

    /// <summary>First row of the targets, [output steps, targets per step].</summary>
    public int Targets { get; }

    /// <summary>First row of the gradients of the layers' states: what each step hands to the one before. Zero before the backward pass.</summary>
    public int StateGradients { get; }

    /// <summary>Rows of these gradients.</summary>
    public int StateGradientRows { get; }

    /// <summary>First row of the gradient of the network's inputs.</summary>
    public int InputGradients { get; }

    /// <summary>The segments of the backward pass.</summary>
    public BackwardSegments Segments { get; }

    /// <summary>Rows from one vector of samples to the next.</summary>
    public int Rows { get; private set; }

    /// <summary>First row of a mask.</summary>
    public int Mask(Mask mask) => masks[mask];

    /// <summary>Rows from one step of a mask to the next.</summary>
    public int MaskStride(Mask mask) => lowering.Rows(mask.Length);

    /// <summary>Steps for which a mask has rows.</summary>
    public int MaskSteps(Mask mask) => mask.IsOfStep ? network.SequenceLength : 1;

    /// <summary>Rows that the calls of a layer take.</summary>
    public int RowsOf(LayerCalls group) => takenBy[group];

    /// <summary>Rows of the step buffer of each of a layer's calls.</summary>
    public int StepBufferRows(LayerCalls group) => stepBufferRows[group];

    /// <summary>First row of result <paramref name="result"/> of a call.</summary>
    public int Result(StepCall call, int result) => buffers[call] + VariantPlan.ResultRow(lowering, call.Layer, result);

    /// <summary>First row of a state that the caller gives.</summary>
    public int Initial(CarriedState state) => carried[state.First] + VariantPlan.ResultRow(lowering, state.Layer, state.Index);

    /// <summary>First row of the gradient of a state, which all steps of its layer have in the same place.</summary>
    public int StateGradient(StepCall call, int state) => stateGradients[call.Layer] + VariantPlan.ResultRow(lowering, call.Layer, state);

    /// <summary>
    /// First row of the gradient of a call's output. Where the adjoint takes nothing from above, it is in the place of the state that the output is.
    /// </summary>
    public int OutputGradient(StepCall call) => outputGradients.TryGetValue(call, out int row) ? row : StateGradient(call, Ports.Output(call.Layer));

    /// <summary>The row that <paramref name="origin"/> means for a call.</summary>
    public int Row(StepCall call, Origin origin) => origin.Place switch
    {
        Place.Input => Input(call.Inputs[origin.Index]),
        Place.Previous when call.States is StateSource.Of previous => buffers[previous.Call],
        Place.Previous => carried[call],
        Place.StepBuffer => buffers[call],
        Place.InputGradient => InputGradient(call.Inputs[origin.Index]),
        Place.Gradient => outputGradients[call],
        Place.StateGradient => stateGradients[call.Layer],
        Place.RowGradient => rowGradients[call],
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private int Input(Operand operand) => operand switch
    {
        Operand.NetworkInput input => Inputs + (input.Step * InputStride),
        Operand.MaskOf mask => masks[mask.Mask] + (mask.Step * MaskStride(mask.Mask)),
        Operand.Target target => Targets + (target.OutputStep * TargetStride),
        Operand.OutputOf output => Result(output.Call, Ports.Output(output.Call.Layer)),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, "Has no place in memory."),
    };

    private int InputGradient(Operand operand) => operand switch
    {
        Operand.NetworkInput input => InputGradients + (input.Step * InputStride),
        Operand.OutputOf output => OutputGradient(output.Call),
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, "Has no gradient."),
    };

    private void PlaceCalls(LayerCalls group, int rows)
    {
        stepBufferRows.Add(group, rows);
        int first = Rows;
        if (group.Calls[0].States is StateSource.Carried)
        {
            carried.Add(group.Calls[0], Take(VariantPlan.StateRows(lowering, group.Layer)));
        }

        foreach (StepCall call in group.Calls)
        {
            buffers[call] = Take(rows);
        }

        takenBy[group] = Rows - first;
    }

    /// <summary>Gradients of outputs that outlast a segment.</summary>
    private void PlaceOutputGradients(LayerCalls group)
    {
        int first = Rows;
        for (int index = group.Adjoints.Count - 1; index >= 0; index--)
        {
            AdjointCall adjoint = group.Adjoints[index];
            if (adjoint.Variant.Above is not null && Segments.OutputGradient(group, index) is null)
            {
                outputGradients.Add(adjoint.Call, Take(lowering.Rows(group.Layer.OutputSize)));
            }
        }

        takenBy[group] += Rows - first;
    }

    /// <summary>The memory that all segments share.</summary>
    private void PlaceSegment(IEnumerable<LayerCalls> groups)
    {
        int first = Take(Segments.Rows);
        foreach (LayerCalls group in groups)
        {
            for (int index = 0; index < group.Adjoints.Count; index++)
            {
                AdjointCall adjoint = group.Adjoints[index];
                rowGradients.Add(adjoint.Call, first + Segments.RowGradient(group, index));
                if (adjoint.Variant.Above is not null && Segments.OutputGradient(group, index) is { } row)
                {
                    outputGradients.Add(adjoint.Call, first + row);
                }
            }
        }
    }

    private int Take(int rows)
    {
        int first = Rows;
        Rows = checked(Rows + rows);
        return first;
    }
}

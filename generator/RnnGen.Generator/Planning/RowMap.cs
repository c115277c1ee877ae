using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>What each call's arguments mean in terms of time: the buffer of this step or the one before, the output of the layer below at step t.</summary>
internal sealed class RowMap
{
    private readonly Dictionary<(RowKind, Layer?, Mask?), StepRows> known = [];
    private readonly Dictionary<Layer, LayerCalls> groups;
    private readonly Network network;
    private readonly MemoryMap memory;
    private readonly PredictionPlan? prediction;
    private readonly RowMap? training;

    /// <param name="programs">The calls.</param>
    /// <param name="memory">Where their rows are.</param>
    public RowMap(ModelPrograms programs, MemoryMap memory)
        : this(programs.Network, programs.Groups.ToDictionary(static group => group.Layer), memory)
    {
    }

    private RowMap(Network network, Dictionary<Layer, LayerCalls> groups, MemoryMap memory) =>
        (this.network, this.groups, this.memory) = (network, groups, memory);

    private RowMap(RowMap training, PredictionPlan prediction)
        : this(training.network, training.groups, training.memory) => (this.training, this.prediction) = (training, prediction);

    /// <summary>What has been asked for.</summary>
    public IEnumerable<StepRows> Used => known.Values;

    /// <summary>Where rows are in predictions that have places of their own.</summary>
    public RowMap In(PredictionPlan prediction) => new(this, prediction);

    /// <summary>What an argument of a call is: the rows, and at which step.</summary>
    public (StepRows Rows, int Step) Of(StepCall call, Origin origin) => origin.Place switch
    {
        Place.Input => call.Inputs[origin.Index] switch
        {
            Operand.NetworkInput input => (Rows(RowKind.Input), input.Step),
            Operand.MaskOf mask => (Rows(RowKind.Mask, mask: mask.Mask), mask.Step),
            Operand.Target target => (Rows(RowKind.Target), target.OutputStep),
            Operand.OutputOf output => (Rows(RowKind.Output, output.Call.Layer), output.Call.Step),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Has no place in memory."),
        },
        Place.Previous when call.States is StateSource.Of previous => (Rows(RowKind.Buffer, previous.Call.Layer), previous.Call.Step),
        Place.Previous => (Rows(RowKind.GivenState, call.Layer), call.Step),
        Place.StepBuffer => (Rows(RowKind.Buffer, call.Layer), call.Step),
        Place.InputGradient => call.Inputs[origin.Index] switch
        {
            Operand.NetworkInput input => (Rows(RowKind.InputGradient), input.Step),
            Operand.OutputOf output => (Rows(RowKind.OutputGradient, output.Call.Layer), output.Call.Step),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Has no gradient."),
        },
        Place.Gradient => (Rows(RowKind.OutputGradient, call.Layer), call.Step),
        Place.StateGradient => (Rows(RowKind.StateGradient, call.Layer), call.Step),
        Place.RowGradient => (Rows(RowKind.RowGradient, call.Layer), call.Step),
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    private StepRows Rows(RowKind kind, Layer? layer = null, Mask? mask = null)
    {
        if (training is not null && kind is not (RowKind.GivenState or RowKind.Buffer or RowKind.Output))
        {
            return training.Rows(kind, layer, mask);
        }

        if (!known.TryGetValue((kind, layer, mask), out StepRows? rows))
        {
            rows = StepRows.Of(kind, layer, prediction is not null, mask is not null ? OfMask(mask) : layer is null ? OfNetwork(kind) : OfLayer(kind, groups[layer]), mask);
            known.Add((kind, layer, mask), rows);
        }

        return rows;
    }

    private IEnumerable<(int Step, int Row)> OfNetwork(RowKind kind)
    {
        (int steps, int start, int stride) = kind switch
        {
            RowKind.Input => (network.InputLength, memory.Inputs, memory.InputStride),
            RowKind.Target => (network.OutputLength, memory.Targets, memory.TargetStride),
            _ => (network.InputLength, memory.InputGradients, memory.InputStride),
        };
        return Enumerable.Range(0, steps).Select(step => (step, start + (step * stride)));
    }

    private IEnumerable<(int Step, int Row)> OfMask(Mask mask) =>
        Enumerable.Range(0, memory.MaskSteps(mask)).Select(step => (step, memory.Mask(mask) + (step * memory.MaskStride(mask))));

    private IEnumerable<(int Step, int Row)> OfLayer(RowKind kind, LayerCalls group)
    {
        int output = Ports.Output(group.Layer);
        return kind switch
        {
            RowKind.GivenState => [(group.Calls[0].Step, Given(group.Calls[0], new Origin(Place.Previous)))],
            RowKind.Buffer => group.Calls.Select(call => (call.Step, prediction is null ? memory.Result(call, 0) : prediction.Result(call, 0))),
            RowKind.Output => group.Calls.Select(call => (call.Step, prediction is null ? memory.Result(call, output) : prediction.Result(call, output))),
            RowKind.OutputGradient => FromAbove(group).Select(adjoint => (adjoint.Call.Step, memory.OutputGradient(adjoint.Call))),
            RowKind.StateGradient => group.Calls.Select(call => (call.Step, memory.StateGradient(call, 0))),
            _ => group.Adjoints.Select(adjoint => (adjoint.Call.Step, memory.Row(adjoint.Call, new Origin(Place.RowGradient)))),
        };
    }

    private int Given(StepCall first, Origin origin) => prediction is null ? memory.Row(first, origin) : prediction.Row(first, origin);

    /// <summary>Adjoints of calls whose output has a gradient of its own; all where it has none, but is in the place of a state's.</summary>
    private static IReadOnlyList<AdjointCall> FromAbove(LayerCalls group)
    {
        AdjointCall[] own = [.. group.Adjoints.Where(static adjoint => adjoint.Variant.Above is not null)];
        return own.Length > 0 ? own : group.Adjoints;
    }
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>
/// The memory of a single step, which a caller keeps: two step buffers, which take turns, for what goes on with the states of the step before, and one for
/// everything else.
/// </summary>
internal sealed class StreamPlan
{
    /// <param name="step">The calls.</param>
    /// <param name="plan">The plan that they are computed by.</param>
    private StreamPlan(Program step, ModelPlan plan)
    {
        var places = new Dictionary<StepCall, StreamCall>();
        var calls = new List<StreamCall>();
        var beginnings = new List<StreamCall>();
        Rows = plan.RowsOf(plan.Network.InputSize);
        foreach (LayerCalls group in step.Groups.Where(static group => !group.Node.IsBeforeTime))
        {
            LayerPlan layer = plan.Of(group);
            StepCall call = group.Last;
            int buffer = plan.RowsOf(layer.General.StepBufferRows);
            int first = Rows;
            int second = call.States is StateSource.Carried ? first + buffer : first;
            Rows = second + buffer;
            var placed = new StreamCall(layer, [.. call.Inputs.Select(Input)], (first, second));
            places.Add(call, placed);
            calls.Add(placed);
            if (call.States is StateSource.Carried { Initial: { } initial })
            {
                // It writes what the layer finds as its own states before the first step.
                beginnings.Add(new StreamCall(plan.Of(step.Groups.Single(before => before.Last == initial)), [], (first, first)));
            }
        }

        Calls = calls;
        Beginnings = beginnings;
        Output = places[step.Output.Last].Output;

        (int Even, int Odd) Input(Operand operand) => operand is Operand.OutputOf output ? places[output.Call].Output : (0, 0);
    }

    /// <summary>A step of one stream, whose memory its caller keeps.</summary>
    public static StreamPlan OfOne(Program step, ModelPlan sequence)
    {
        var plan = new StreamPlan(step, sequence);
        IReadOnlyList<Kernel> last = plan.Calls[plan.Calls.Count - 1].Layer.General.Forward.Kernels;
        plan.Returned = last.Count == 1 && last[0] is ProductKernel { IsDotProduct: true, Terms.Count: 1, Addends.Count: 0 } product ? product : null;
        return plan;
    }

    /// <summary>A step of many streams, whose states are moved in before and out after it: always an even one, from the first step buffers to the second.</summary>
    public static StreamPlan OfMany(Program step, ModelPlan batches)
    {
        var plan = new StreamPlan(step, batches);
        plan.Rows = batches.Pitch(plan.Rows);
        return plan;
    }

    /// <summary>The layers' calls in order.</summary>
    public IReadOnlyList<StreamCall> Calls { get; }

    /// <summary>The states of the layers, in order: name, length, and rows after even and odd numbers of steps.</summary>
    public IEnumerable<(string Name, int Length, (int Even, int Odd) Rows)> States => Calls.SelectMany(static call =>
        call.Layer.Layer.States.Select((state, index) => ($"{call.Layer.Layer.Name}.{state.Name}", state.Length, call.State(index))));

    /// <summary>What comes before the first step: states that are parameters.</summary>
    public IReadOnlyList<StreamCall> Beginnings { get; }

    /// <summary>Rows of memory; the input is at the first.</summary>
    public int Rows { get; private set; }

    /// <summary>First row of the output after an even and after an odd step.</summary>
    public (int Even, int Odd) Output { get; }

    /// <summary>
    /// The last layer's dot product, where that is all it computes: a method may return it. A caller that loads at once what has just been stored waits for it, and
    /// the next step's loads with it.
    /// </summary>
    public ProductKernel? Returned { get; private set; }
}

/// <summary>One layer in a step of a stream.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">Rows of its inputs at even and odd steps.</param>
/// <param name="StepBuffers">Its two step buffers; the same one twice where it has no states.</param>
internal sealed record StreamCall(LayerPlan Layer, IReadOnlyList<(int Even, int Odd)> Inputs, (int First, int Second) StepBuffers)
{
    /// <summary>Rows of its output after an even and after an odd step: an even one goes from the first step buffer to the second.</summary>
    public (int Even, int Odd) Output => (StepBuffers.Second + OutputRow, StepBuffers.First + OutputRow);

    private int OutputRow => Layer.General.Result(Ports.Output(Layer.Layer));

    /// <summary>First rows of a state after even and odd numbers of steps: a step reads it where the one before has written it.</summary>
    /// <param name="state">Its number among the layer's states.</param>
    public (int Even, int Odd) State(int state) => (StepBuffers.First + Layer.General.Result(state), StepBuffers.Second + Layer.General.Result(state));

    /// <summary>The row an argument means at even and odd steps.</summary>
    public (int Even, int Odd) Row(Origin origin) => origin.Place switch
    {
        Place.Input => Inputs[origin.Index],
        Place.Previous => StepBuffers,
        Place.StepBuffer => (StepBuffers.Second, StepBuffers.First),
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "A forward step does not use it."),
    };
}

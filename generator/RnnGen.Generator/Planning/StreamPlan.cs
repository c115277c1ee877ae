using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>
/// One step of the whole network on memory that a caller keeps: two frames for each layer with states, which take turns, one for each
/// other layer.
/// </summary>
internal sealed class StreamPlan
{
    /// <param name="timeline">The calls, whose first of each layer says what it reads.</param>
    /// <param name="sequence">The plan for one sequence.</param>
    public StreamPlan(Timeline timeline, ModelPlan sequence)
    {
        var places = new Dictionary<Layer, StreamCall>();
        var calls = new List<StreamCall>();
        var begins = new Dictionary<Layer, LayerPlan>();
        var beginnings = new List<StreamCall>();
        Rows = PackedParameters.Pad(sequence.Network.InputSize);
        foreach ((LayerCalls group, LayerPlan layer) in timeline.Predicted.Zip(Layers(sequence), static (group, layer) => (group, layer)))
        {
            int frame = PackedParameters.Pad(layer.General.FrameRows);
            int first = Rows;
            if (group.Calls[0] is { Inputs.Count: 0 })
            {
                // It writes what the layer after it finds as its own states before the first step.
                begins.Add(layer.Layer, layer);
                continue;
            }

            int second = layer.Layer.States.Count > 0 ? first + frame : first;
            Rows = second + frame;
            var call = new StreamCall(layer, [.. group.Calls[group.Calls.Count - 1].Inputs.Select(Input)], (first, second));
            places.Add(layer.Layer, call);
            calls.Add(call);
            if (group.Calls[0].Previous is { } before && begins[before.Layer].General.Forward.Kernels.Count > 0)
            {
                beginnings.Add(new StreamCall(begins[before.Layer], [], (call.Frames.First, call.Frames.First)));
            }
        }

        Calls = calls;
        Beginnings = beginnings;
        Output = calls[calls.Count - 1].Output;
        IReadOnlyList<Kernel> last = calls[calls.Count - 1].Layer.General.Forward.Kernels;
        Returned = last.Count == 1 && last[0] is ProductKernel { IsDotProduct: true, Terms.Count: 1, Addends.Count: 0 } product ? product : null;

        (int Even, int Odd) Input(Operand operand) => operand is Operand.OutputOf output ? places[output.Call.Layer].Output : (0, 0);
    }

        private static IEnumerable<LayerPlan> Layers(ModelPlan plan) => [.. plan.Layers, .. plan.OutputActivation is { } activation ? new[] { activation } : []];

    /// <summary>The layers' calls in order.</summary>
    public IReadOnlyList<StreamCall> Calls { get; }

    /// <summary>What comes before the first step: states that are parameters.</summary>
    public IReadOnlyList<StreamCall> Beginnings { get; }

    /// <summary>Rows of memory; the input is at the first.</summary>
    public int Rows { get; }

    /// <summary>First row of the output after an even and after an odd step.</summary>
    public (int Even, int Odd) Output { get; }

    /// <summary>
    /// The last layer's dot product, where that is all it computes: a method may return it. A caller that loads at once what has just been stored waits for it, and
    /// the next step's loads with it.
    /// </summary>
    public ProductKernel? Returned { get; }
}

/// <summary>One layer in a step of a stream.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Inputs">Rows of its inputs at even and odd steps.</param>
/// <param name="Frames">Its two frames; the same one twice where it has no states.</param>
internal sealed record StreamCall(LayerPlan Layer, IReadOnlyList<(int Even, int Odd)> Inputs, (int First, int Second) Frames)
{
    /// <summary>Rows of its output after an even and after an odd step: an even one goes from the first frame to the second.</summary>
    public (int Even, int Odd) Output => (Frames.Second + OutputRow, Frames.First + OutputRow);

    private int OutputRow => Layer.General.Result(Results.Output(Layer.Layer));

    /// <summary>First rows of a state after even and odd numbers of steps: a step reads it where the one before has written it.</summary>
    /// <param name="state">Its number among the layer's states.</param>
    public (int Even, int Odd) State(int state) => (Frames.First + Layer.General.Result(state), Frames.Second + Layer.General.Result(state));

    /// <summary>The row an argument means at even and odd steps.</summary>
    public (int Even, int Odd) Row(Origin origin) => origin.Place switch
    {
        Place.Input => Inputs[origin.Index],
        Place.Previous => Frames,
        Place.Frame => (Frames.Second, Frames.First),
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "A forward step does not use it."),
    };
}

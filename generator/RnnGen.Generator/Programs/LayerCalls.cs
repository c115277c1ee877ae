using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>All calls of one layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="calls">The calls in order of execution.</param>
internal sealed class LayerCalls(Layer layer, IReadOnlyList<StepCall> calls)
{
    private readonly List<LayerCalls> readers = [];
    private readonly Dictionary<int, StepCall> byStep = calls.ToDictionary(static call => call.Step);

    public Layer Layer { get; } = layer;

    /// <summary>The calls in order of execution: of time, or, where the layer is reversed, from the last step to the first.</summary>
    public IReadOnlyList<StepCall> Calls { get; } = calls;

    /// <summary>Whether the first call is the last in time.</summary>
    public bool IsReversed => Calls.Count > 1 && Calls[0].Step > Calls[1].Step;

    /// <summary>The call at a time step.</summary>
    public StepCall At(int step) => byStep[step];

    /// <summary>The layers that take these calls' outputs.</summary>
    public IReadOnlyList<LayerCalls> Readers => readers;

    /// <summary>Whether the calls' outputs are the inputs of another layer.</summary>
    public bool FeedsLayer => readers.Count > 0;

    /// <summary>Whether each of these calls reads, of every layer, what that has computed at the same step.</summary>
    public bool ReadsSameStep => Calls.All(static call => call.Inputs.OfType<Operand.OutputOf>().All(input => input.Call.Step == call.Step));

    /// <summary>Notes a layer that takes these calls' outputs.</summary>
    public void AddReader(LayerCalls reader)
    {
        if (!readers.Contains(reader))
        {
            readers.Add(reader);
        }
    }

    /// <summary>What the calls compute: each of their variants once.</summary>
    public IReadOnlyList<StepVariant> Variants { get; set; } = [];

    /// <summary>The step that knows nothing in advance: what streaming runs, step after step.</summary>
    public StepVariant General { get; set; } = null!;

    /// <summary>The calls' adjoints in order of execution, that of the last call first.</summary>
    public IReadOnlyList<AdjointCall> Adjoints { get; private set; } = [];

    public void SetAdjoints(IReadOnlyList<AdjointCall> adjoints) => Adjoints = adjoints;
}

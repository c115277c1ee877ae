using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Timelines;

/// <summary>All calls of one layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="calls">The calls in order of time.</param>
/// <param name="feedsLayer">Whether their outputs are the inputs of another layer.</param>
internal sealed class LayerCalls(Layer layer, IReadOnlyList<StepCall> calls, bool feedsLayer = false)
{
    public Layer Layer { get; } = layer;

    /// <summary>The calls in order of time.</summary>
    public IReadOnlyList<StepCall> Calls { get; } = calls;

    /// <summary>Whether the calls' outputs are the inputs of another layer.</summary>
    public bool FeedsLayer { get; } = feedsLayer;

    /// <summary>What the calls compute: each of their variants once.</summary>
    public IReadOnlyList<StepVariant> Variants { get; set; } = [];

    /// <summary>The step that knows nothing in advance: what streaming runs, step after step.</summary>
    public StepVariant General { get; set; } = null!;

    /// <summary>The calls' adjoints in order of execution, last step first.</summary>
    public IReadOnlyList<AdjointCall> Adjoints { get; private set; } = [];

    public void SetAdjoints(IReadOnlyList<AdjointCall> adjoints) => Adjoints = adjoints;
}

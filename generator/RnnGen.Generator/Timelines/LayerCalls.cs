using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Timelines;

/// <summary>All calls of one layer.</summary>
internal sealed class LayerCalls(Layer layer, IReadOnlyList<StepCall> calls)
{
    public Layer Layer { get; } = layer;

    /// <summary>The calls in order of time.</summary>
    public IReadOnlyList<StepCall> Calls { get; } = calls;

    /// <summary>What the calls compute: each of their variants once.</summary>
    public IReadOnlyList<StepVariant> Variants { get; set; } = [];

    /// <summary>The step that knows nothing in advance: what streaming runs, step after step.</summary>
    public StepVariant General { get; set; } = null!;

    /// <summary>The calls' adjoints in order of execution, last step first.</summary>
    public IReadOnlyList<AdjointCall> Adjoints { get; private set; } = [];

    public void SetAdjoints(IReadOnlyList<AdjointCall> adjoints) => Adjoints = adjoints;
}

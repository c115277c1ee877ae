using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Programs;

/// <summary>All calls of one node.</summary>
/// <param name="node">The node.</param>
/// <param name="calls">The calls in order of execution.</param>
/// <param name="general">The step that knows nothing in advance.</param>
/// <param name="adjoints">The calls' adjoints in order of execution; none where there is no backward pass.</param>
internal sealed class LayerCalls(LayerNode node, IReadOnlyList<StepCall> calls, StepVariant general, IReadOnlyList<AdjointCall> adjoints)
{
    public LayerNode Node { get; } = node;

    public Layer Layer => Node.Layer;

    /// <summary>The calls in order of execution: of time, or, where the layer is reversed, from the last step to the first.</summary>
    public IReadOnlyList<StepCall> Calls { get; } = calls;

    /// <summary>Whether the first call is the last in time.</summary>
    public bool IsReversed => Calls.Count > 1 && Calls[0].Step > Calls[1].Step;

    /// <summary>The call that leaves the last states.</summary>
    public StepCall Last => Calls[Calls.Count - 1];

    /// <summary>What the calls compute: each of their variants once.</summary>
    public IReadOnlyList<StepVariant> Variants { get; } = [.. calls.Select(static call => call.Variant).Distinct()];

    /// <summary>The step that knows nothing in advance, whether or not one of these calls is such: what goes on step after step runs.</summary>
    public StepVariant General { get; } = general;

    /// <summary>The calls' adjoints in order of execution, that of the last call first.</summary>
    public IReadOnlyList<AdjointCall> Adjoints { get; } = adjoints;

    /// <summary>The adjoints that calls of a variant need.</summary>
    public IReadOnlyList<AdjointVariant> AdjointsOf(StepVariant variant) =>
        [.. Adjoints.Select(static adjoint => adjoint.Variant).Where(adjoint => adjoint.Step == variant).Distinct()];

    /// <summary>What the adjoints of a variant need of its step from memory, besides its inputs and states.</summary>
    public IReadOnlyList<Node> Kept(StepVariant variant) =>
        KeptValues.Of(AdjointsOf(variant).SelectMany(static adjoint => adjoint.Roots), variant.ForwardNodes);

    /// <summary>Whether each of these calls reads, of every layer, what that has computed at the same step.</summary>
    public bool ReadsSameStep => Calls.All(static call => call.Inputs.OfType<Operand.OutputOf>().All(input => input.Call.Step == call.Step));

    /// <summary>Whether an input is the output of other calls.</summary>
    public bool Reads(LayerCalls other) => Node.Reads(other.Node);

    /// <summary>Whether the first of these calls goes on with the states that the last of others has left.</summary>
    public bool Continues(LayerCalls other) => Node.InitialState is InitialState.Of initial && initial.Node == other.Node;
}

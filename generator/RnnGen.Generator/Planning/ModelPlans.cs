using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>The two plans of a model: one schedule, lowered for batches and for one sequence.</summary>
/// <param name="Batches">Lanes are samples.</param>
/// <param name="OneSequence">Lanes are units.</param>
/// <param name="Stream">One step of one sequence, for streaming; null where outputs depend on later inputs.</param>
/// <param name="Packed">The copy of the parameters that the latter reads.</param>
internal sealed record ModelPlans(ModelPlan Batches, ModelPlan OneSequence, StreamPlan? Stream, PackedParameters Packed)
{
    /// <summary>The plans for <see cref="Target.Default"/>.</summary>
    public static ModelPlans Create(Timeline timeline, CancellationToken cancellation = default) => Create(timeline, Target.Default, cancellation);

    public static ModelPlans Create(Timeline timeline, Target target, CancellationToken cancellation = default)
    {
        IEnumerable<StepVariant> variants = timeline.Groups.SelectMany(static group => group.Variants.Prepend(group.General)).Distinct();
        var use = new ParameterUse(variants.Select(static variant => (variant.Graph, variant.ForwardNodes)));
        var packed = new PackedParameters(use, timeline.Network.ParameterCount);
        var sequence = new ModelPlan(timeline, new UnitLanes(packed, target), cancellation);
        var batches = new ModelPlan(timeline, new SampleLanes(packed, target), cancellation);
        return new ModelPlans(batches, sequence, timeline.Network.LooksAhead ? null : new StreamPlan(timeline, sequence), packed);
    }
}

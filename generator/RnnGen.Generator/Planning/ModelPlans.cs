using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>The two plans of a model: one schedule, lowered for batches and for one sequence.</summary>
/// <param name="Batches">Lanes are samples.</param>
/// <param name="Sequence">Lanes are units.</param>
/// <param name="Stream">One step of one sequence, for streaming; null where outputs depend on later inputs.</param>
/// <param name="Streams">The same of many at once.</param>
/// <param name="Packed">The copy of the parameters that the latter reads.</param>
internal sealed record ModelPlans(ModelPlan Batches, ModelPlan Sequence, StreamPlan? Stream, StreamPlan? Streams, PackedParameters Packed)
{
    /// <summary>The plans for <see cref="Target.Default"/>.</summary>
    public static ModelPlans Create(ModelPrograms programs, CancellationToken cancellation = default) => Create(programs, Target.Default, cancellation);

    public static ModelPlans Create(ModelPrograms programs, Target target, CancellationToken cancellation = default)
    {
        IEnumerable<StepVariant> variants = programs.Groups.SelectMany(static group => group.Variants.Prepend(group.General)).Distinct();
        var use = new ParameterUse(variants.Select(static variant => (variant.Graph, variant.ForwardNodes)));
        var packed = new PackedParameters(use, programs.Network.ParameterCount, target.Passes);
        var sequence = new ModelPlan(programs, new SequenceLowering(packed, target), cancellation);
        var batches = new ModelPlan(programs, new BatchLowering(packed, target), cancellation);
        return new ModelPlans(batches, sequence, programs.Step is { } step ? StreamPlan.OfOne(step, sequence) : null, programs.Step is { } steps ? StreamPlan.OfMany(steps, batches) : null, packed);
    }
}

using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Plans follow what they are told of the machine.</summary>
public sealed class TargetTests
{
    [Fact]
    public void Less_room_in_the_caches_makes_more_segments()
    {
        Target small = Target.Default with { Samples = Target.Default.Samples with { CachedRows = 256 } };

        Assert.True(Plan(small).Batches.Memory.Segments.Count > Plan(Target.Default).Batches.Memory.Segments.Count);
    }

    [Fact]
    public void Less_room_in_a_method_makes_more_parts()
    {
        Target small = Target.Default with { Units = Target.Default.Units with { MethodOperations = 60 } };

        Assert.True(Methods(small) > Methods(Target.Default));

        static int Methods(Target target) => Plan(target).Sequence.Layers.Sum(static layer => layer.Forward.Kernels.Sum(static method => 1 + method.First.Parts.Count));
    }

    [Fact]
    public void Weights_that_fit_the_cache_are_read_in_one_order()
    {
        Target large = Target.Default with { CachedWeights = 1024 * 1024 };

        Assert.True(Gates(Target.Default).Alternates);
        Assert.False(Gates(large).Alternates);

        static GateKernel Gates(Target target) => Plan(target).Sequence.Layers[0].General.Forward.Kernels.OfType<GateKernel>().Single();
    }

    private static ModelPlans Plan(Target target) =>
        ModelPlans.Create(ModelPrograms.Create(Declare.Model(32, 3, Topology.ManyToMany).Lstm(64).Dense(1).Network()), target);
}

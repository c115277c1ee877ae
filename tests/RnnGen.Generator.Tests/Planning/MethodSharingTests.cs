using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Layers that compute the same on other parameters share methods.</summary>
public sealed class MethodSharingTests
{
    public static IEnumerable<object[]> Cells =>
        from cell in (string[])["SimpleRnn", "Lstm", "Gru"]
        from units in (int[])[5, 16, 20, 64]
        select new object[] { cell, units };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Layers_that_are_all_alike_have_no_kernels_of_their_own_but_the_first(string cell, int units)
    {
        foreach (ModelPlan plan in Plans(Stack(cell, units, inputs: units)))
        {
            Assert.All(plan.Layers.Take(3), layer => Assert.Equal(layer == plan.Layers[0], Own(layer).Any()));
            Assert.All(Own(plan.Layers[0]), method => Assert.Equal(Layers(plan, 0, 3), method.Users));
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_shared_kernel_finds_each_layer_s_parameters_where_one_of_its_own_would(string cell, int units)
    {
        Declare model = Stack(cell, units, inputs: units);
        foreach (ModelPlan plan in Plans(model))
        {
            foreach (TimedMethod method in plan.Layers[0].Forward.All)
            {
                // Layer by layer the same tensor.
                TimedMethod[] others = [.. plan.Layers.Take(3).Select(layer => layer.Forward.All.Single(other => other.Kernel == method.Kernel))];
                Assert.Equal(3, others.Select(other => other.FirstParameter).Distinct().Count());
                Assert.Equal(
                    plan.Layers.Take(3).Select(layer => layer.Layer.Parameters[0].Name),
                    others.Select(other => plan.PlaceAt(other.FirstParameter).Tensor.Name));
                Assert.Equal(0, method.Kernel.First.Kernels[0].ParameterOffsets.Min());
            }
        }
    }

    [Fact]
    public void Layers_with_other_inputs_share_what_does_not_read_their_weights()
    {
        foreach (ModelPlan plan in Plans(Stack("Lstm", 20, inputs: 3)))
        {
            Assert.All(plan.Layers[0].Gradient.Kernels, method => Assert.Equal(Layers(plan, 0, 3), method.Users));
            Assert.All(plan.Layers[0].Forward.Kernels.Concat(plan.Layers[0].InputGradient.Kernels), method => Assert.Equal(Layers(plan, 0, 1), method.Users));
            Assert.All(plan.Layers[1].Forward.Kernels.Concat(plan.Layers[1].InputGradient.Kernels), method => Assert.Equal(Layers(plan, 1, 2), method.Users));
            Assert.Empty(plan.Layers[1].Gradient.Kernels);
            Assert.Empty(Own(plan.Layers[2]));
        }
    }

    [Fact]
    public void Layers_with_other_activations_share_no_elementwise_loops()
    {
        foreach (ModelPlan plan in Plans(Declare.Model(4, 5, Topology.ManyToMany).SimpleRnn(5).SimpleRnn(5, Activation.Relu).Dense(1)))
        {
            Assert.All(plan.Layers[1].Forward.Kernels.Concat(plan.Layers[1].Gradient.Kernels), method => Assert.Equal(Layers(plan, 1, 1), method.Users));
        }
    }

    [Fact]
    public void A_method_of_one_layer_counts_from_the_first_of_all_parameters()
    {
        foreach (ModelPlan plan in Plans(Declare.Model(4, 3, Topology.ManyToMany).Lstm(20).Gru(17).SimpleRnn(5).Dense(2)))
        {
            Assert.All(Timed(plan), method => Assert.Null(method.Kernel.Start(method.FirstParameter)));
        }
    }

    [Fact]
    public void Every_packed_block_begins_with_a_whole_vector()
    {
        PackedParameters packed = ModelPlans.Create(ModelPrograms.Create(Declare.Model(4, 3).Lstm(5).Gru(17).SimpleRnn(1).Dense(1).Network())).Packed;

        Assert.All(packed.Blocks, block => Assert.Equal(0, block.Offset % 16));
        Assert.All(packed.Blocks, block => Assert.Equal((block.Block.Tensor, block.Block.Tensor), (packed.PlaceAt(block.Block.Offset).Tensor, packed.PlaceAt(block.Offset).Tensor)));
    }

    private static Declare Stack(string cell, int units, int inputs, int steps = 4, int layers = 3) =>
        Enumerable.Range(0, layers).Aggregate(Declare.Model(steps, inputs, Topology.ManyToMany), (model, _) => model.Layer(cell, ("Units", units))).Dense(1);

    private static ModelPlan[] Plans(Declare model)
    {
        ModelPlans plans = ModelPlans.Create(ModelPrograms.Create(model.Network()));
        return [plans.Batches, plans.Sequence];
    }

    private static IEnumerable<EmittedMethod> Own(LayerPlan layer) =>
        [.. layer.StreamMethods, .. layer.Forward.Kernels, .. layer.Gradient.Kernels, .. layer.InputGradient.Kernels];

    private static IEnumerable<TimedMethod> Timed(ModelPlan plan) =>
        plan.Layers.SelectMany(layer => new[] { layer.Forward, layer.Gradient, layer.InputGradient }).SelectMany(calls => calls.All);

    private static IEnumerable<Layer> Layers(ModelPlan plan, int first, int count) => plan.Layers.Skip(first).Take(count).Select(layer => layer.Layer);
}

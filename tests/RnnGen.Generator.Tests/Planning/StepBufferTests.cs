using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>What a step leaves in memory.</summary>
public sealed class StepBufferTests
{
    public static TheoryData<string, int> ValuesPerUnit => new()
    {
        { "SimpleRnn", 1 }, // h
        { "Lstm", 7 }, // h, c, four gates, tanh c
        { "Gru", 5 }, // h, r, z, n and what r multiplies
    };

    [Theory]
    [MemberData(nameof(ValuesPerUnit))]
    public void A_step_buffer_holds_what_the_backward_pass_reads_and_no_more(string cell, int values) =>
        Assert.Equal(values * 128, Layer(cell).General.StepBufferRows);

    [Fact]
    public void A_value_that_only_leads_to_another_lies_where_that_one_will_be()
    {
        Kernel[] kernels = [.. Layer("Gru").General.Forward.Kernels];
        Location n = kernels.OfType<ElementwiseKernel>().SelectMany(loop => loop.Stores).Single(store => store.Value.Name == "n").Location;

        Assert.Equal(n, kernels.OfType<ElementwiseKernel>().SelectMany(loop => loop.Stores).Single(store => store.Value.Name == "an").Location);
        Assert.Equal(n, kernels.OfType<ProductKernel>().Single(product => product.Nodes.Any(node => node.Name == "nx")).Destination);
    }

    [Fact]
    public void What_another_value_has_replaced_is_computed_again_in_the_backward_pass()
    {
        // 1 + |c| leads to c / (1 + |c|), which is kept, and its derivative needs it again.
        LayerPlan layer = Plan(Declare.Model(8, 3, Topology.ManyToMany).Lstm(5, Activation.Softsign).Dense(1)).Layers[0];

        ElementwiseKernel[] loops = [.. layer.Gradient.Kernels.SelectMany(method => method.First.Kernels.OfType<ElementwiseKernel>())];

        Assert.NotEmpty(loops);
        Assert.All(loops, loop => Assert.Distinct(loop.Loads.Values));
    }

    private static LayerPlan Layer(string cell, int units = 128) => Plan(Model(cell, units)).Layers[0];

    private static Declare Model(string cell, int units) => Declare.Model(8, 3, Topology.ManyToMany).Layer(cell, ("Units", units)).Dense(1);

    private static ModelPlan Plan(Declare model) => ModelPlans.Create(ModelPrograms.Create(model.Network())).Batches;
}

using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;
using RnnGen.Generator.Timelines;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>What a step leaves in memory, and when the way back asks for it.</summary>
public sealed class FrameTests
{
    public static TheoryData<string, int> ValuesPerUnit => new()
    {
        { "SimpleRnn", 1 }, // h
        { "Lstm", 7 }, // h, c, four gates, tanh c
        { "Gru", 5 }, // h, r, z, n and what r multiplies
    };

    [Theory]
    [MemberData(nameof(ValuesPerUnit))]
    public void A_frame_holds_what_the_way_back_reads_and_no_more(string cell, int values) =>
        Assert.Equal(values * 128, Layer(cell).General.FrameRows);

    [Fact]
    public void A_value_that_only_leads_to_another_lies_where_that_one_will_be()
    {
        Kernel[] kernels = [.. Layer("Gru").General.Forward.Kernels];
        Location n = kernels.OfType<ElementwiseKernel>().SelectMany(loop => loop.Stores).Single(store => store.Value.Name == "n").Location;

        Assert.Equal(n, kernels.OfType<ElementwiseKernel>().SelectMany(loop => loop.Stores).Single(store => store.Value.Name == "an").Location);
        Assert.Equal(n, kernels.OfType<ProductKernel>().Single(product => product.Nodes.Any(node => node.Name == "nx")).Destination);
    }

    [Fact]
    public void What_another_value_has_replaced_is_computed_again_on_the_way_back()
    {
        // 1 + |c| leads to c / (1 + |c|), which is kept, and its derivative needs it again.
        LayerPlan layer = Plan(Declare.Model(8, 3, Topology.ManyToMany).Lstm(5, Activation.Softsign).Dense(1)).Layers[0];

        ElementwiseKernel[] loops = [.. layer.GradientMethods.SelectMany(method => method.Kernels.OfType<ElementwiseKernel>())];

        Assert.NotEmpty(loops);
        Assert.All(loops, loop => Assert.Distinct(loop.Loads.Values));
    }

    [Theory]
    [InlineData("SimpleRnn", 128)]
    [InlineData("Lstm", 128)]
    [InlineData("Gru", 128)]
    [InlineData("Lstm", 192)]
    public void The_adjoint_asks_for_every_row_of_the_frame_that_is_next(string cell, int units)
    {
        LayerPlan layer = Layer(cell, units);
        ProductKernel product = layer.GradientMethods.SelectMany(method => method.Kernels.OfType<ProductKernel>()).First(kernel => kernel.Prefetch is not null);
        Prefetch prefetch = product.Prefetch!;

        Assert.Equal(new Location(new Origin(Place.Previous), 0), prefetch.Rows);
        IEnumerable<int> asked =
            from tile in Enumerable.Range(0, product.Rows / 8)
            from loop in Enumerable.Range(0, product.RepeatedLoops)
            from row in Enumerable.Range(0, prefetch.PerLoop)
            select (tile * 8 * prefetch.PerRow) + (loop * prefetch.PerLoop) + row;
        Assert.Subset(asked.ToHashSet(), Enumerable.Range(0, layer.General.FrameRows).ToHashSet());
    }

    [Fact]
    public void One_sequence_asks_for_nothing() =>
        Assert.DoesNotContain(
            ModelPlans.Create(Timeline.Create(Model("Lstm", 128).Network())).OneSequence.Layers[0].GradientMethods.SelectMany(method => method.Kernels),
            kernel => kernel is ProductKernel { Prefetch: not null });

    [Theory]
    [InlineData("Lstm", 288, true)] // 1.3 MB
    [InlineData("Lstm", 256, false)] // 1 MB
    [InlineData("Gru", 288, false)]
    [InlineData("SimpleRnn", 512, false)] // not in blocks
    public void Weights_that_leave_the_cache_are_asked_for_a_block_ahead(string cell, int units, bool expected) =>
        Assert.Equal(expected, Layer(cell, units).GradientMethods.SelectMany(method => method.Kernels.OfType<ProductKernel>()).SelectMany(product => product.Terms).Any(term => term.PrefetchesBlocks));

    [Fact]
    public void What_is_asked_for_is_the_next_block_of_the_tile()
    {
        string text = EmissionCases.Compile("[RnnModel(2, 3)] [Lstm(288)] [Dense(1)] public partial class Model;").Generate(new RnnModelGenerator()).Sources["Model.Lstm1.g.cs"];

        Match asked = Regex.Match(text, @"Prefetching\.Elements\(ref At\(ref p, (\d+) \+ \(row \* 64\) \+ \(block \* (\d+)\)\), 512\);");
        Match read = Regex.Match(text[asked.Index..], @"ref float weights = ref At\(ref p, (\d+) \+ \(gate \* 16\) \+ \(row \* 64\) \+ \(block \* (\d+)\)\);");
        Assert.Equal(read.Groups[2].Value, asked.Groups[2].Value);
        Assert.Equal(Number(read, 1) + Number(read, 2), Number(asked, 1));

        static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    private static LayerPlan Layer(string cell, int units = 128) => Plan(Model(cell, units)).Layers[0];

    private static Declare Model(string cell, int units) => Declare.Model(8, 3, Topology.ManyToMany).Layer(cell, ("Units", units)).Dense(1);

    private static ModelPlan Plan(Declare model) => ModelPlans.Create(Timeline.Create(model.Network())).Batches;
}

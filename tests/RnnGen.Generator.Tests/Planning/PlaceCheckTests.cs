using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Kernels that read what is not there, or no longer, are found before there are statements.</summary>
public sealed class PlaceCheckTests
{
    private static readonly Origin Input = new(Place.Input), StepBuffer = new(Place.StepBuffer);

    private readonly StepGraph graph = new();
    private readonly Node x;
    private readonly Node y;
    private readonly Node z;
    private readonly Dictionary<Node, Location> before;

    public PlaceCheckTests()
    {
        x = graph.Input("x", 3);
        y = graph.Apply(Operator.Tanh, x).Named("y");
        z = graph.Apply(Operator.Sigmoid, y).Named("z");
        before = new() { [x] = new Location(Input, 0) };
    }

    [Fact]
    public void What_is_written_is_there()
    {
        PlaceCheck check = Check(Loop(0, y, (x, new(Input, 0)), new(StepBuffer, 0)), Loop(1, z, (y, new(StepBuffer, 0)), new(StepBuffer, 3)));

        Assert.Null(check.Fault);
        Assert.True(check.Holds(x, new(Input, 0)));
        Assert.True(check.Holds(y, new(StepBuffer, 0)));
        Assert.True(check.Holds(z, new(StepBuffer, 3)));
        Assert.False(check.Holds(z, new(StepBuffer, 0)));
    }

    [Fact]
    public void What_is_read_before_it_is_written_is_a_fault() =>
        Assert.Equal("y is read where it is not, or no longer.", Check(Loop(1, z, (y, new(StepBuffer, 0)), new(StepBuffer, 3))).Fault);

    [Fact]
    public void What_is_read_after_another_value_has_taken_its_place_is_a_fault() => Assert.Equal(
        "x is read where it is not, or no longer.",
        Check(Loop(0, y, (x, new(Input, 0)), new(Input, 0)), Loop(1, z, (x, new(Input, 0)), new(StepBuffer, 3))).Fault);

    /// <summary>Unit by unit a value may take the place of what it is computed from.</summary>
    [Fact]
    public void A_value_may_lie_where_its_operand_was()
    {
        PlaceCheck check = Check(Loop(0, y, (x, new(Input, 0)), new(Input, 0)));

        Assert.Null(check.Fault);
        Assert.False(check.Holds(x, new(Input, 0)));
    }

    [Fact]
    public void What_one_unit_stores_where_another_one_is_read_is_a_fault() =>
        Assert.Equal("y is stored where other units are read.", Check(Loop(0, y, (x, new(Input, 0)), new(Input, 1))).Fault);

    [Fact]
    public void Values_that_one_loop_stores_across_each_other_are_a_fault()
    {
        ElementwiseKernel loop = Loop(0, y, (x, new(Input, 0)), new(StepBuffer, 0));

        Assert.Equal("y is stored across another value.", Check(loop with { Stores = [.. loop.Stores, (x, new(StepBuffer, 2))] }).Fault);
    }

    [Fact]
    public void A_product_may_not_write_where_it_reads()
    {
        var tensor = new ParameterTensor("weight", 3, 3, IsVector: false, 0, Initialization.Zeros);
        Node product = (tensor.Whole * x).Named("product");
        var affine = new Affine();
        affine.Products.Add(product);

        Assert.Null(Product(new Location(StepBuffer, 0)).Fault);
        Assert.Equal("product takes the place of what is multiplied.", Product(new Location(Input, 0)).Fault);

        PlaceCheck Product(Location to) => Check(
            [new ProductKernel(0, 3, [], [], [new ProductTerm(0, 3, 1, 3, new Location(Input, 0))], to, [product])], node => node == product ? affine : null);
    }

    private static ElementwiseKernel Loop(int stage, Node value, (Node Value, Location From) load, Location to) => new(
        stage, value.Length, [value], new Dictionary<Node, Location> { [load.Value] = load.From }, new Dictionary<Node, int>(), [(value, to)], LoadsWhereRead: false);

    private PlaceCheck Check(params ElementwiseKernel[] loops) => Check(loops, static _ => null);

    private PlaceCheck Check(IReadOnlyList<Kernel> kernels, Func<Node, Affine?> sumOf)
    {
        var lowering = new BatchLowering(new PackedParameters(new ParameterUse([]), 9, new Passes()), Target.Default);
        return new PlaceCheck(lowering, sumOf, before, before, kernels);
    }
}

using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Steps;

public sealed class StepGraphTests
{
    private readonly StepGraph g = new();
    private readonly ParameterTensor weight;
    private readonly Node x;
    private readonly Node y;
    private readonly Node single;

    public StepGraphTests()
    {
        weight = new ParameterLayout().Matrix("w", 2, 3, Initialization.Zeros);
        x = g.Input("x", 3);
        y = g.Input("y", 3);
        single = g.Input("single", 1);
    }

    [Fact]
    public void Equal_expressions_are_one_node()
    {
        Assert.Same(g.Input("x", 3), x);
        Assert.Same(x + y, x + y);
        Assert.Same(weight.Whole * x, weight.Block(new(0, weight.Rows)) * x);
        Assert.Same(g.Apply(Operator.Tanh, x * y), g.Apply(Operator.Tanh, x * y));
        Assert.Same(g.Constant(2, 3), g.Constant(2, 3));
    }

    [Fact]
    public void Different_expressions_are_different_nodes()
    {
        Assert.NotSame(x, y);
        Assert.NotSame(x, g.Input("x", 2));
        Assert.NotSame(x - y, y - x);
        Assert.NotSame(g.Constant(1, 3), g.Constant(1, 2));
        Assert.NotSame(g.Constant(0.0), g.Constant(-0.0));
        Assert.NotSame(g.Parameter(new ParameterBlock(weight, 0, 1)), g.Parameter(new ParameterBlock(weight, 1, 1)));
        Assert.NotSame(g.Max(x, y), g.Min(x, y));
    }

    [Fact]
    public void Operands_come_before_their_users()
    {
        _ = Activations.Apply(Activation.Gelu, (x * y) - single);
        Assert.All(g.Nodes, node => Assert.All(node.Operands, operand => Assert.True(operand.Id < node.Id)));
        Assert.Equal(Enumerable.Range(0, g.Nodes.Count), g.Nodes.Select(node => node.Id));
    }

    [Fact]
    public void Zero_vanishes_from_sums_and_swallows_products()
    {
        Node zero = g.Zero(3);
        Assert.Same(x, x + zero);
        Assert.Same(x, zero + x);
        Assert.Same(x, x - zero);
        Assert.Same(-x, zero - x);
        Assert.Same(zero, x * zero);
        Assert.Same(zero, zero * x);
        Assert.Same(zero, zero / x);
        Assert.Same(g.Zero(2), weight.Whole * zero);
        Assert.Same(zero, g.TransposedMatVec(weight.Whole, g.Zero(2)));
        Assert.Same(g.Zero(1), g.Sum(zero));
        Assert.Same(zero, g.IfGreater(x, y, zero, zero));
        Assert.Same(zero, g.IfEqual(x, y, g.Zero(1), g.Zero(1)));
    }

    [Fact]
    public void One_vanishes_from_products_and_quotients()
    {
        Assert.Same(x, x * g.Constant(1));
        Assert.Same(x, 1 * x);
        Assert.Same(x, x / g.Constant(1, 3));
        Assert.NotSame(x, g.Constant(1) / x);
    }

    [Fact]
    public void A_single_unit_that_is_left_alone_keeps_the_length_of_the_whole()
    {
        Node sum = single + g.Zero(3);
        Assert.Equal(Operator.Expand, sum.Operator);
        Assert.Equal(3, sum.Length);
        Assert.Equal(3, (g.Zero(3) - single).Length);
        Assert.Equal(3, (single * g.Constant(1, 3)).Length);
        Assert.Equal(3, (single / g.Constant(1, 3)).Length);
        Assert.Equal(3, (g.Zero(1) * x).Length);
        Assert.Equal(3, (g.Constant(0) + x).Length);
        Assert.Same(x, g.Expand(x, 3));
        Assert.Same(g.Constant(4, 3), g.Expand(g.Constant(4), 3));
    }

    [Fact]
    public void Constants_fold()
    {
        Node Two() => g.Constant(2, 3);
        Assert.Same(g.Constant(5, 3), Two() + 3);
        Assert.Same(g.Constant(-1, 3), Two() - 3);
        Assert.Same(g.Constant(6, 3), 3 * Two());
        Assert.Same(g.Constant(0.5, 3), Two() / g.Constant(4));
        Assert.Same(g.Constant(-2, 3), -Two());
        Assert.Same(g.Constant(6), g.Sum(Two()));
        Assert.Same(g.Constant(2, 3), g.Max(Two(), g.Constant(1)));
        Assert.Same(g.Constant(1, 3), g.Min(Two(), g.Constant(1)));
        Assert.Same(g.Constant(Math.Tanh(2), 3), g.Apply(Operator.Tanh, Two()));
        Assert.Same(g.Constant(0.5, 3), g.Apply(Operator.Sigmoid, g.Zero(3)));
    }

    [Fact]
    public void A_constant_and_what_is_flushed_need_no_flush()
    {
        Assert.Same(g.Zero(3), g.FlushToZero(g.Zero(3)));
        Assert.Same(g.FlushToZero(x), g.FlushToZero(g.FlushToZero(x)));
        Assert.Equal(Operator.FlushToZero, g.FlushToZero(x).Operator);
    }

    [Fact]
    public void What_a_product_reads_is_flushed_unless_it_comes_from_outside()
    {
        ParameterTensor tensor = new ParameterLayout().Matrix("w", 2, 3, Initialization.Zeros);
        Assert.Same(x, (tensor.Whole * x).Operands[0]);
        Assert.Same(g.FlushToZero(x * y), (tensor.Whole * (x * y)).Operands[0]);
    }

    [Fact]
    public void Negating_twice_gives_back_the_value() => Assert.Same(x, -(-x));

    [Fact]
    public void The_sum_of_one_unit_is_the_unit() => Assert.Same(single, g.Sum(single));

    [Fact]
    public void A_single_unit_goes_with_every_unit()
    {
        Assert.Equal(3, (x + single).Length);
        Assert.Equal(3, g.IfGreater(single, g.Constant(0), x, single).Length);
    }

    [Fact]
    public void Lengths_that_do_not_go_together_are_refused()
    {
        Node two = g.Input("two", 2);
        Assert.Throws<InvalidOperationException>(() => x + two);
        Assert.Throws<InvalidOperationException>(() => weight.Whole * two);
        Assert.Throws<InvalidOperationException>(() => g.TransposedMatVec(weight.Whole, x));
        Assert.Throws<InvalidOperationException>(() => g.IfGreater(x, two, x, x));
    }

    [Fact]
    public void A_value_keeps_the_first_name_it_is_given_and_a_leaf_its_own()
    {
        Node sum = (x + y).Named("a").Named("b");
        Assert.Equal("a", sum.Name);
        Assert.Equal("x", x.Named("other").Name);
        Assert.Equal("", g.Constant(1).Named("one").Name);
    }
}

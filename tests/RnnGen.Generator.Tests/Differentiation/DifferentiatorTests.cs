using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Differentiation;

public sealed class DifferentiatorTests
{
    private readonly StepGraph g = new();
    private readonly ParameterLayout layout = new();
    private readonly Node x;
    private readonly Node y;
    private readonly Node seed;

    public DifferentiatorTests()
    {
        x = g.Input("x", 2);
        y = g.Input("y", 2);
        seed = g.Input("seed", 2);
    }

    [Fact]
    public void Gradients_of_every_use_of_a_value_add_up()
    {
        Adjoint adjoint = Differentiate((x * x) + x, x);
        Assert.Same(seed + (seed * x) + (seed * x), adjoint.Gradients[0]);
    }

    [Fact]
    public void An_input_that_the_result_does_not_depend_on_has_a_zero_gradient()
    {
        Adjoint adjoint = Differentiate(g.Apply(Operator.Tanh, x), x, y);
        Assert.False(adjoint.Gradients[0].IsZero);
        Assert.Same(g.Zero(2), adjoint.Gradients[1]);
    }

    [Fact]
    public void A_zero_seed_leaves_nothing_to_compute()
    {
        ParameterTensor weight = layout.Matrix("w", 2, 2, Initialization.Zeros);
        Node result = g.Apply(Operator.Tanh, weight.Whole * x);

        Adjoint adjoint = Differentiator.Differentiate(g, g.Nodes.Count, [(result, g.Zero(2))], [x]);

        Assert.True(adjoint.Gradients[0].IsZero);
        Assert.Empty(adjoint.Parameters);
    }

    [Fact]
    public void Several_results_hand_their_gradients_to_what_they_share()
    {
        Node other = g.Input("other", 2);
        Node sum = x + y, difference = x - y;

        Adjoint adjoint = Differentiator.Differentiate(g, g.Nodes.Count, [(sum, seed), (difference, other)], [x, y]);

        // The later result is passed back first.
        Assert.Equal([other + seed, -other + seed], adjoint.Gradients);
    }

    [Fact]
    public void Weights_get_the_outer_product_of_row_gradient_and_source_and_a_bias_the_row_gradient()
    {
        ParameterBlock weight = layout.Matrix("w", 2, 2, Initialization.Zeros).Whole;
        ParameterBlock bias = layout.Vector("b", 2).Whole;

        Adjoint adjoint = Differentiate((weight * x) + bias, x);

        Assert.Equal(
            [new ParameterGradient(bias, seed, null), new ParameterGradient(weight, seed, x)],
            adjoint.Parameters);
        Assert.Same(g.TransposedMatVec(weight, seed), adjoint.Gradients[0]);
    }

    [Fact]
    public void Weights_used_twice_get_a_gradient_for_each_use()
    {
        ParameterBlock weight = layout.Matrix("w", 2, 2, Initialization.Zeros).Whole;
        Adjoint adjoint = Differentiate((weight * x) + (weight * y), x, y);
        Assert.Equal([x, y], adjoint.Parameters.Select(parameter => parameter.Source).OrderBy(source => source!.Name));
    }

    [Fact]
    public void The_product_with_an_input_that_needs_no_gradient_is_not_passed_back()
    {
        ParameterBlock weight = layout.Matrix("w", 2, 2, Initialization.Zeros).Whole;
        Adjoint adjoint = Differentiate(weight * x);
        Assert.Single(adjoint.Parameters);
        Assert.DoesNotContain(g.Nodes, node => node.Operator == Operator.TransposedMatVec);
    }

    [Fact]
    public void A_single_unit_that_went_with_every_unit_gets_the_sum()
    {
        Node single = g.Input("single", 1);
        Adjoint adjoint = Differentiate(x * single, single);
        Assert.Same(g.Sum(seed * x), adjoint.Gradients[0]);
    }

    [Fact]
    public void A_gradient_is_called_after_its_value()
    {
        Node a = g.Apply(Operator.Tanh, x).Named("a");
        _ = Differentiate(a * y, x);
        Assert.Contains(g.Nodes, node => node.Name == "dA");
    }

    private Adjoint Differentiate(Node result, params Node[] wanted) =>
        Differentiator.Differentiate(g, g.Nodes.Count, [(result, seed)], wanted);
}

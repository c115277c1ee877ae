using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Differentiation;

/// <summary>Every operator's rule against central differences at random points.</summary>
public sealed class DerivativeRulesTests
{
    private const int Units = 4;

    /// <summary>Not differentiated: leaves, moves, which have a test of their own, the shift that is a constant by design, and the adjoint's own product.</summary>
    public static TheoryData<string> Differentiable() => new(Enum.GetValues<Operator>()
        .Where(op => op.Row().Kind is not (OperatorKind.Leaf or OperatorKind.Move) && op is not (Operator.Peak or Operator.TransposedMatVec))
        .Select(op => op.ToString()));

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Rule_agrees_with_finite_differences(string name)
    {
        Operator op = Enum.Parse<Operator>(name);

        // Lengths of the operands: all whole, and each in turn a single unit that goes with every unit.
        int operands = op.Row().Arity;
        foreach (int single in Enumerable.Range(-1, 1 + operands))
        {
            if (op == Operator.Expand ? single != 0 : op is Operator.Sum or Operator.MatVec && single >= 0)
            {
                continue;
            }

            for (int seed = 0; seed < 5; seed++)
            {
                Check(op, [.. Enumerable.Range(0, operands).Select(operand => operand == single ? 1 : Units)], seed);
            }
        }
    }

    [Fact]
    public void Moves_hand_each_gradient_back_to_where_the_unit_came_from()
    {
        var graph = new StepGraph();
        Node a = graph.Input("a", 2), b = graph.Input("b", 3);
        Node joined = graph.Concat([a, b]);
        Node taken = graph.Slice(joined, 1, 3) * graph.Slice(b, 0, 3);
        int forward = graph.Nodes.Count;

        Adjoint adjoint = Differentiator.Differentiate(graph, forward, [(taken, graph.Input("seed", 3))], [a, b]);

        var evaluation = new NodeEvaluation([]);
        evaluation.Bind(a, [1, 2]);
        evaluation.Bind(b, [3, 4, 5]);
        evaluation.Bind(graph.Input("seed", 3), [10, 100, 1000]);
        // y = (a1 b0, b0 b1, b1 b2)
        Assert.Equal([2 * 3, 3 * 4, 4 * 5], evaluation[taken]);
        Assert.Equal([0, 10 * 3], evaluation[adjoint.Gradients[0]]);
        Assert.Equal([(10 * 2) + (100 * 4), (100 * 3) + (1000 * 5), 1000 * 4], evaluation[adjoint.Gradients[1]]);
    }

    [Fact]
    public void The_largest_unit_counts_as_a_constant()
    {
        var graph = new StepGraph();
        Node x = graph.Input("x", Units);
        Node peak = graph.Peak(x);

        Adjoint adjoint = Differentiator.Differentiate(graph, graph.Nodes.Count, [(peak, graph.Input("seed", 1))], [x]);

        Assert.True(adjoint.Gradients[0].IsZero);
    }

    [Fact]
    public void The_transposed_product_belongs_to_adjoints_and_has_no_rule_of_its_own()
    {
        var graph = new StepGraph();
        ParameterTensor weight = new ParameterLayout().Matrix("w", 2, 3, Initialization.Zeros);
        Node x = graph.Input("x", 2);
        Node product = graph.TransposedMatVec(weight.Whole, x);

        Assert.Throws<InvalidOperationException>(() =>
            Differentiator.Differentiate(graph, graph.Nodes.Count, [(product, graph.Input("seed", 3))], [x]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void At_a_tie_the_second_operand_takes_the_gradient(bool max)
    {
        (double first, double second) = AtTie((g, a, b) => max ? g.Max(a, b) : g.Min(a, b));
        Assert.Equal((0, 1), (first, second));
    }

    [Fact]
    public void The_derivative_of_the_absolute_value_at_zero_is_zero() =>
        Assert.Equal(0, AtTie((g, a, _) => g.Apply(Operator.Abs, a)).First);

    /// <summary>
    /// The derivative of the function as it stands would be 0 here. A state at rest at zero must still hand gradients on to where it came from,
    /// and from differences larger than 1e-30 it is 1.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1e-31)]
    [InlineData(0.5)]
    public void Gradients_pass_a_flush_as_if_it_were_not_there(double state)
    {
        var graph = new StepGraph();
        Node x = graph.Input("x", 1);
        Node seed = graph.Input("seed", 1);
        Node flushed = graph.FlushToZero(x);

        Adjoint adjoint = Differentiator.Differentiate(graph, graph.Nodes.Count, [(flushed, seed)], [x]);

        var evaluation = new NodeEvaluation([]);
        evaluation.Bind(x, [state]);
        evaluation.Bind(seed, [1]);
        Assert.Equal(1, evaluation[adjoint.Gradients[0]][0]);
    }

    [Fact]
    public void A_derivative_reads_a_state_in_its_flushed_form_which_is_in_memory()
    {
        var graph = new StepGraph();
        Node x = graph.Input("x", 3);
        Node activated = graph.Apply(Operator.Tanh, x);
        Node state = graph.FlushToZero(activated);
        int forwardNodes = graph.Nodes.Count;

        Adjoint adjoint = Differentiator.Differentiate(graph, forwardNodes, [(state, graph.Input("seed", 3))], [x]);

        Assert.Equal([state], KeptValues.Of(adjoint.Gradients, forwardNodes));
    }

    private static (double First, double Second) AtTie(Func<StepGraph, Node, Node, Node> build)
    {
        var graph = new StepGraph();
        Node[] inputs = [graph.Input("a", 1), graph.Input("b", 1)];
        Node y = build(graph, inputs[0], inputs[1]);
        Node seed = graph.Input("seed", 1);
        Adjoint adjoint = Differentiator.Differentiate(graph, graph.Nodes.Count, [(y, seed)], inputs);
        var evaluation = new NodeEvaluation([]);
        evaluation.Bind(inputs[0], [0]);
        evaluation.Bind(inputs[1], [0]);
        evaluation.Bind(seed, [1]);
        return (evaluation[adjoint.Gradients[0]][0], evaluation[adjoint.Gradients[1]][0]);
    }

    private static Node Build(Operator op, StepGraph g, Node[] v, ParameterBlock weights) => op switch
    {
        Operator.MatVec => weights * v[0],
        Operator.Expand => g.Expand(v[0], Units),
        _ => g.Apply(op, v),
    };

    /// <summary>Where the operator is defined, and at least 0.1 away from where its derivative jumps or ends.</summary>
    private static double[][] Draw(Operator op, int[] lengths, Random random)
    {
        while (true)
        {
            double[][] values = [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => (4 * random.NextDouble()) - 2).ToArray())];
            bool smooth = Enumerable.Range(0, Units).All(unit => op.Row().Kink is not { } kink || kink([.. values.Select(value => value[value.Length == 1 ? 0 : unit])]) > 0.1);
            if (smooth)
            {
                return values;
            }
        }
    }

    private static void Check(Operator op, int[] lengths, int seed)
    {
        var random = new Random(seed);
        var graph = new StepGraph();
        ParameterTensor tensor = new ParameterLayout().Matrix("w", 3, Units, Initialization.Zeros);
        double[] parameters = [.. Enumerable.Range(0, tensor.Length).Select(_ => (2 * random.NextDouble()) - 1)];
        double[][] values = Draw(op, lengths, random);
        if (op == Operator.IfEqual)
        {
            values[1][0] = values[0][0];
        }

        Node[] inputs = [.. lengths.Select((length, index) => graph.Input("v" + index, length))];
        Node y = Build(op, graph, inputs, tensor.Whole);
        Assert.Equal(op, y.Operator);
        int forwardNodes = graph.Nodes.Count;
        Node gradient = graph.Input("gradientOfY", y.Length);
        double[] direction = [.. Enumerable.Range(0, y.Length).Select(_ => (2 * random.NextDouble()) - 1)];
        Adjoint adjoint = Differentiator.Differentiate(graph, forwardNodes, [(y, gradient)], inputs);
        NodeEvaluation evaluation = Bound(inputs, values, parameters);
        evaluation.Bind(gradient, direction);

        for (int operand = 0; operand < inputs.Length; operand++)
        {
            // Differences with respect to what is compared for equality would only see the jump.
            double[] expected = op == Operator.IfEqual && operand < 2
                ? new double[lengths[operand]]
                : FiniteDifferences.Gradient(at => Along([.. values.Select((value, index) => index == operand ? at : value)]), values[operand]);
            GradientCheck.Agree($"{op} operand {operand}, unit", expected, evaluation[adjoint.Gradients[operand]]);
        }

        double Along(double[][] at) => Bound(inputs, at, parameters)[y].Zip(direction, (a, b) => a * b).Sum();
    }

    private static NodeEvaluation Bound(Node[] inputs, double[][] values, double[] parameters)
    {
        var evaluation = new NodeEvaluation(parameters);
        foreach ((Node input, double[] value) in inputs.Zip(values))
        {
            evaluation.Bind(input, [.. value]);
        }

        return evaluation;
    }
}

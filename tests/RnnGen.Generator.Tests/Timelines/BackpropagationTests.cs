using RnnGen.Generator.Steps;
using RnnGen.Generator.Timelines;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Timelines;

/// <summary>Which adjoints there are, what each takes, and where its gradients go.</summary>
public sealed class BackpropagationTests
{
    [Fact]
    public void The_adjoint_of_the_first_step_computes_no_state_gradient()
    {
        AdjointCall first = Of(Declare.Model(4, 2).Lstm(3)).Layers[0].Adjoints[^1];

        Assert.Equal(0, first.Call.Step);
        Assert.All(first.Variant.StateUses, use => Assert.Equal(GradientUse.None, use));
        Assert.All(first.Variant.StateGradients, Assert.Null);
        Assert.DoesNotContain(first.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("weight_hh", StringComparison.Ordinal));
        Assert.Contains(first.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("bias_hh", StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_step_of_an_lstm_gets_no_gradient_of_its_cell_state()
    {
        IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(4, 2).Lstm(3)).Layers[0].Adjoints;

        Assert.Equal([3, 2, 1, 0], adjoints.Select(adjoint => adjoint.Call.Step));
        Assert.NotNull(adjoints[0].Variant.Seeds[0]);
        Assert.Null(adjoints[0].Variant.Seeds[1]);
        Assert.All(adjoints.Skip(1), adjoint => Assert.All(adjoint.Variant.Seeds, Assert.NotNull));
    }

    [Fact]
    public void Steps_whose_input_is_zero_compute_no_input_gradient_and_none_of_the_input_weights()
    {
        IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(4, 2, Topology.OneToMany).Gru(3)).Layers[0].Adjoints;

        Assert.Equal(GradientUse.Store, adjoints[^1].Variant.InputUses[0]);
        foreach (AdjointCall adjoint in adjoints.SkipLast(1))
        {
            Assert.Equal(GradientUse.None, adjoint.Variant.InputUses[0]);
            Assert.Null(adjoint.Variant.InputGradients[0]);
            Assert.DoesNotContain(adjoint.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("weight_ih", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_state_that_is_also_an_output_adds_to_what_the_layer_above_has_stored()
    {
        LayerCalls lower = Of(Declare.Model(4, 2).Lstm(3).Lstm(3)).Layers[0];
        Assert.All(lower.Adjoints.SkipLast(1), adjoint =>
            Assert.Equal([GradientUse.Accumulate, GradientUse.Store], adjoint.Variant.StateUses));
    }

    [Fact]
    public void A_state_without_output_or_loss_is_stored_by_the_step_after_it()
    {
        LayerCalls lstm = Of(Declare.Model(5, 2, Topology.ManyToMany, outputSteps: 2).Lstm(3).Dense(1)).Layers[0];

        Assert.Equal(
            [GradientUse.Accumulate, GradientUse.Store, GradientUse.Store, GradientUse.Store, GradientUse.None],
            lstm.Adjoints.Select(adjoint => adjoint.Variant.StateUses[0]));
    }

    [Fact]
    public void Targets_get_no_gradient()
    {
        foreach (Loss loss in Enum.GetValues<Loss>())
        {
            AdjointVariant variant = Of(Declare.Model(2, 2, loss: loss).Dense(3)).Loss.Adjoints[0].Variant;
            Assert.NotNull(variant.InputGradients[0]);
            Assert.Null(variant.InputGradients[1]);
        }
    }

    [Fact]
    public void Adjoints_that_know_the_same_share_one_variant()
    {
        IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(7, 2, Topology.ManyToMany).Lstm(3)).Layers[0].Adjoints;
        Assert.All(adjoints.Skip(1).Take(5), adjoint => Assert.Same(adjoints[1].Variant, adjoint.Variant));
        Assert.Equal(3, adjoints.Select(adjoint => adjoint.Variant).Distinct().Count());
    }

    [Fact]
    public void The_loss_and_the_final_activation_both_begin_the_way_back_at_the_same_layer()
    {
        Timeline timeline = Of(Declare.Model(3, 2, Topology.ManyToMany, Loss.CrossEntropy).Gru(3).Dense(3, Activation.Softmax));

        Assert.Equal([2, 1, 0], timeline.OutputActivation!.Adjoints.Select(adjoint => adjoint.Call.Step));
        Assert.Equal([2, 1, 0], timeline.Loss.Adjoints.Select(adjoint => adjoint.Call.Step));
        Assert.All(
            timeline.OutputActivation.Adjoints.Concat(timeline.Loss.Adjoints),
            adjoint => Assert.Equal(GradientUse.Store, adjoint.Variant.InputUses[0]));
    }

    [Fact]
    public void No_adjoint_computes_a_transcendental_function_of_the_step_again()
    {
        foreach (Declare model in (Declare[])[Declare.Model(4, 2).Lstm(3).Gru(3), Declare.Model(4, 2).SimpleRnn(3).Gru(3, resetAfter: false)])
        {
            foreach (AdjointVariant variant in Of(model).Layers.SelectMany(layer => layer.Adjoints).Select(adjoint => adjoint.Variant).Distinct())
            {
                Assert.DoesNotContain(Computed(variant), node => node.Operator is Operator.Tanh or Operator.Sigmoid or Operator.MatVec);
            }
        }
    }

    /// <summary>What an adjoint computes, given what the step has kept.</summary>
    private static HashSet<Node> Computed(AdjointVariant variant)
    {
        var computed = new HashSet<Node>();
        var pending = new Stack<Node>(variant.Roots);
        while (pending.TryPop(out Node? node))
        {
            if (!variant.Step.Kept.Contains(node) && computed.Add(node))
            {
                foreach (Node operand in node.Operands)
                {
                    pending.Push(operand);
                }
            }
        }

        return computed;
    }

    private static Timeline Of(Declare model) => Timeline.Create(model.Network());
}

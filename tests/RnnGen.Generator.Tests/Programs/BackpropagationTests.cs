using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Programs;

/// <summary>Which adjoints there are, what each takes, and where its gradients go.</summary>
public sealed class BackpropagationTests
{
    [Fact]
    public void The_adjoint_of_the_first_step_computes_no_state_gradient()
    {
        AdjointCall first = Of(Declare.Model(4, 2).Lstm(3)).Layers[0].Adjoints[^1];

        Assert.Equal(0, first.Call.Step);
        Assert.All(first.Variant.StateGradients, Assert.Null);
        Assert.DoesNotContain(first.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("weight_hh", StringComparison.Ordinal));
        Assert.Contains(first.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("bias_hh", StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_step_takes_gradients_like_the_others_and_needs_no_variant()
    {
        foreach (Topology topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany])
        {
            IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(4, 2, topology).Lstm(3)).Layers[0].Adjoints;

            Assert.Equal([3, 2, 1, 0], adjoints.Select(adjoint => adjoint.Call.Step));
            Assert.Equal(topology == Topology.ManyToMany, adjoints[0].Variant.Above is not null);
            Assert.All(adjoints, adjoint => Assert.All(adjoint.Variant.Next, Assert.NotNull));
            Assert.Equal(2, adjoints.Select(adjoint => adjoint.Variant).Distinct().Count());
        }
    }

    [Fact]
    public void A_single_step_has_gradients_from_above_only()
    {
        AdjointCall adjoint = Assert.Single(Of(Declare.Model(1, 2).Lstm(3)).Layers[0].Adjoints);

        Assert.All(adjoint.Variant.Next, Assert.Null);
        Assert.Equal([true, false], adjoint.Variant.Seeds.Select(seed => seed is not null));
        Assert.Equal("Lstm1FirstStepBackwardWithoutC", adjoint.Variant.Name);
    }

    [Fact]
    public void Steps_whose_input_is_zero_compute_no_input_gradient_and_none_of_the_input_weights()
    {
        IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(4, 2, Topology.OneToMany).Gru(3)).Layers[0].Adjoints;

        Assert.NotNull(adjoints[^1].Variant.InputGradients[0]);
        foreach (AdjointCall adjoint in adjoints.SkipLast(1))
        {
            Assert.Null(adjoint.Variant.InputGradients[0]);
            Assert.DoesNotContain(adjoint.Variant.Parameters, parameter => parameter.Block.Tensor.Name.Contains("weight_ih", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_state_that_is_also_an_output_has_a_gradient_from_above_and_one_from_the_next_step()
    {
        LayerCalls lower = Of(Declare.Model(4, 2).Lstm(3).Lstm(3)).Layers[0];
        Assert.All(lower.Adjoints, adjoint =>
        {
            Assert.All(adjoint.Variant.Next, Assert.NotNull);
            Assert.Equal([adjoint.Variant.Above!, adjoint.Variant.Next[0]!], adjoint.Variant.Seeds[0]!.Operands[0].Operands);
            Assert.Equal([adjoint.Variant.Next[1]!], adjoint.Variant.Seeds[1]!.Operands);
            Assert.All(adjoint.Variant.Seeds, seed => Assert.Equal(Operator.FlushToZero, seed!.Operator));
        });
    }

    [Fact]
    public void Steps_before_the_first_output_have_gradients_from_the_next_step_only()
    {
        LayerCalls lstm = Of(Declare.Model(5, 2, Topology.ManyToMany, outputSteps: 2).Lstm(3).Dense(1)).Layers[0];

        Assert.Equal([true, true, false, false, false], lstm.Adjoints.Select(adjoint => adjoint.Variant.Above is not null));
        Assert.Equal(
            ["Lstm1StepBackward", "Lstm1StepBackward", "Lstm1StepBackwardFromNext", "Lstm1StepBackwardFromNext", "Lstm1FirstStepBackwardFromNext"],
            lstm.Adjoints.Select(adjoint => adjoint.Variant.Name));
    }

    [Fact]
    public void Targets_get_no_gradient()
    {
        foreach (Loss loss in Enum.GetValues<Loss>())
        {
            AdjointVariant variant = Of(Declare.Model(2, 2, loss: loss).Dense(3)).Train.Output.Adjoints[0].Variant;
            Assert.NotNull(variant.InputGradients[0]);
            Assert.Null(variant.InputGradients[1]);
        }
    }

    [Fact]
    public void Adjoints_that_know_the_same_share_one_variant()
    {
        IReadOnlyList<AdjointCall> adjoints = Of(Declare.Model(7, 2, Topology.ManyToMany).Lstm(3)).Layers[0].Adjoints;
        Assert.All(adjoints.SkipLast(1), adjoint => Assert.Same(adjoints[0].Variant, adjoint.Variant));
        Assert.Equal(2, adjoints.Select(adjoint => adjoint.Variant).Distinct().Count());
    }

    [Fact]
    public void The_loss_and_the_final_activation_both_begin_the_backward_pass_at_the_same_layer()
    {
        ModelPrograms programs = Of(Declare.Model(3, 2, Topology.ManyToMany, Loss.CrossEntropy).Gru(3).Dense(3, Activation.Softmax));

        Assert.Equal([2, 1, 0], programs.Predict.Output.Adjoints.Select(adjoint => adjoint.Call.Step));
        Assert.Equal([2, 1, 0], programs.Train.Output.Adjoints.Select(adjoint => adjoint.Call.Step));
        Assert.All(
            programs.Predict.Output.Adjoints.Concat(programs.Train.Output.Adjoints),
            adjoint => Assert.NotNull(adjoint.Variant.InputGradients[0]));
    }

    [Fact]
    public void No_adjoint_computes_a_transcendental_function_of_the_step_again()
    {
        foreach (Declare model in (Declare[])[Declare.Model(4, 2).Lstm(3).Gru(3), Declare.Model(4, 2).SimpleRnn(3).Gru(3, resetAfter: false)])
        {
            foreach ((LayerCalls layer, AdjointVariant variant) in Of(model).Layers.SelectMany(layer => layer.Adjoints.Select(adjoint => (layer, adjoint.Variant))).Distinct())
            {
                Assert.DoesNotContain(Computed(layer, variant), node => node.Operator is Operator.Tanh or Operator.Sigmoid or Operator.MatVec);
            }
        }
    }

    /// <summary>What an adjoint computes, given what the step has kept.</summary>
    private static HashSet<Node> Computed(LayerCalls layer, AdjointVariant variant)
    {
        var computed = new HashSet<Node>();
        var pending = new Stack<Node>(variant.Roots);
        while (pending.TryPop(out Node? node))
        {
            if (!layer.Kept(variant.Step).Contains(node) && computed.Add(node))
            {
                foreach (Node operand in node.Operands)
                {
                    pending.Push(operand);
                }
            }
        }

        return computed;
    }

    private static ModelPrograms Of(Declare model) => ModelPrograms.Create(model.Network());
}

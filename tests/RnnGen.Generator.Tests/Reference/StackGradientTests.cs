using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

public sealed class StackGradientTests
{
    /// <summary>Every layer on every other, in every topology.</summary>
    public static TheoryData<string, string, Topology, int?> Pairs()
    {
        var data = new TheoryData<string, string, Topology, int?>();
        foreach (string lower in LayerCases.Kinds.Select(static layer => layer.Name))
        {
            foreach (string upper in LayerCases.Kinds.Select(static layer => layer.Name))
            {
                foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
                {
                    data.Add(lower, upper, topology, outputSteps);
                }
            }
        }

        return data;
    }

    /// <summary>Five stacks, each with a loss of its own: depth and loss have nothing to do with each other.</summary>
    public static TheoryData<string, Loss> Triples() => new()
    {
        { "Lstm Gru SimpleRnn", Loss.MeanSquaredError },
        { "Gru Dense Lstm", Loss.CrossEntropy },
        { "Dense SimpleRnn Gru", Loss.BinaryCrossEntropy },
        { "Lstm Dense Dense", Loss.Huber },
        { "Dense Lstm Dense", Loss.MeanAbsoluteError },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_layers_agree_with_finite_differences(string lower, string upper, Topology topology, int? outputSteps) =>
        GradientCheck.OfLoss(LayerCases.Model(topology, outputSteps, Loss.MeanSquaredError, Default(lower), Default(upper)).Network(), seed: 4);

    [Theory]
    [MemberData(nameof(Triples))]
    public void Three_layers_agree_with_finite_differences(string stack, Loss loss)
    {
        foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
        {
            GradientCheck.OfLoss(LayerCases.Model(topology, outputSteps, loss, stack.Split(' ').Select(Default)).Network(), seed: 5, batch: 1);
        }
    }

    [Fact]
    public void Layers_of_one_unit_agree_with_finite_differences()
    {
        GradientCheck.OfLoss(Declare.Model(3, 1, Topology.ManyToMany).Lstm(1).Dense(1).Network(), seed: 6);
        GradientCheck.OfLoss(Declare.Model(3, 1, Topology.OneToMany).Gru(1).Gru(1, resetAfter: false).Network(), seed: 6);
        GradientCheck.OfLoss(Declare.Model(3, 1).SimpleRnn(1).Dense(1, Activation.Selu).Network(), seed: 6);
        GradientCheck.OfLoss(Declare.Model(3, 1, loss: Loss.BinaryCrossEntropy).Lstm(1).Dense(1, Activation.Sigmoid).Network(), seed: 6);
        GradientCheck.OfLoss(Declare.Model(3, 4, loss: Loss.Huber).Dense(1, Activation.Gelu).Network(), seed: 6);
        GradientCheck.OfLoss(Declare.Model(3, 1, Topology.ManyToMany, Loss.MeanAbsoluteError).SimpleRnn(2).Lstm(1).Network(), seed: 6);
    }

    [Theory]
    [InlineData(Topology.OneToMany)]
    [InlineData(Topology.ManyToOne)]
    [InlineData(Topology.ManyToMany)]
    public void Sequences_of_one_and_two_steps_agree_with_finite_differences(Topology topology)
    {
        foreach (int steps in (int[])[1, 2])
        {
            GradientCheck.OfLoss(Declare.Model(steps, 2, topology).Lstm(2).Lstm(2).Network(), seed: 7);
            GradientCheck.OfLoss(Declare.Model(steps, 2, topology).Gru(2).Dense(2, Activation.Tanh).Network(), seed: 7);
        }
    }

    [Fact]
    public void Layers_whose_names_differ_in_case_only_or_are_those_of_the_pipeline_keep_apart()
    {
        GradientCheck.OfLoss(Declare.Model(3, 2, Topology.ManyToMany).SimpleRnn(2, name: "a").SimpleRnn(2, name: "A").Network(), seed: 8);
        GradientCheck.OfLoss(Declare.Model(3, 2, loss: Loss.CrossEntropy).Dense(2, name: "loss").Dense(2, Activation.Softmax, name: "output").Network(), seed: 8);
        GradientCheck.OfLoss(Declare.Model(3, 2, Topology.ManyToMany).Dense(2, name: "lstm1First").Lstm(2).Network(), seed: 8);
    }

    /// <summary>A linear layer on a linear layer proves little.</summary>
    private static (string Kind, string Case) Default(string kind) => (kind, kind == "Dense" ? "Activation Tanh" : "default");
}

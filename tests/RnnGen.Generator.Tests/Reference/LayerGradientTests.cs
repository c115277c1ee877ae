namespace RnnGen.Generator.Tests.Reference;

public sealed class LayerGradientTests
{
    /// <summary>
    /// Every pair of layer, topology and loss: each layer in every topology, each with every loss, and each loss in every topology. What a layer hands down does not
    /// depend on which loss its gradient came from, so all three together prove nothing more.
    /// </summary>
    public static TheoryData<string, string, Topology, int?, Loss> EveryPair()
    {
        var data = new TheoryData<string, string, Topology, int?, Loss>();
        foreach ((string kind, string name) in LayerCases.All)
        {
            foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
            {
                foreach (Loss loss in Enum.GetValues<Loss>())
                {
                    bool usualLayer = (kind, name) == ("Gru", "default");
                    bool usualTopology = (topology, outputSteps) == (Topology.ManyToMany, 2);
                    bool usualLoss = loss == Loss.MeanSquaredError;
                    if (usualLayer || usualTopology || usualLoss)
                    {
                        data.Add(kind, name, topology, outputSteps, loss);
                    }
                }
            }
        }

        return data;
    }

    public static TheoryData<string, string, Topology, int?> EveryOutput()
    {
        var data = new TheoryData<string, string, Topology, int?>();
        foreach ((string kind, string name) in LayerCases.All)
        {
            foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
            {
                data.Add(kind, name, topology, outputSteps);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Loss_gradients_agree_with_finite_differences(string kind, string name, Topology topology, int? outputSteps, Loss loss) =>
        GradientCheck.OfLoss(LayerCases.Model(topology, outputSteps, loss, (kind, name)).Network(), seed: 1);

    [Theory]
    [MemberData(nameof(EveryOutput))]
    public void Output_gradients_pass_back_as_finite_differences_say(string kind, string name, Topology topology, int? outputSteps) =>
        GradientCheck.OfOutputs(LayerCases.Model(topology, outputSteps, Loss.MeanSquaredError, (kind, name)).Network(), seed: 2);

    [Theory]
    [InlineData(Loss.CrossEntropy)]
    [InlineData(Loss.BinaryCrossEntropy)]
    public void Output_gradients_pass_through_the_final_activation_that_the_loss_leaves_out(Loss loss)
    {
        foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
        {
            GradientCheck.OfOutputs(LayerCases.Model(topology, outputSteps, loss, ("Lstm", "default")).Network(), seed: 3);
        }
    }
}

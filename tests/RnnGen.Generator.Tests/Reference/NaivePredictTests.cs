using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

public sealed class NaivePredictTests
{
    [Fact]
    public void Specialisation_changes_no_output_of_any_layer_in_any_topology()
    {
        foreach ((string kind, string name) in LayerCases.All)
        {
            foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
            {
                foreach (Loss loss in (Loss[])[Loss.MeanSquaredError, Loss.CrossEntropy, Loss.BinaryCrossEntropy])
                {
                    SameOutputs(LayerCases.Model(topology, outputSteps, loss, (kind, name)).Network());
                    SameOutputs(LayerCases.Model(topology, outputSteps, loss, ("Lstm", "default"), (kind, name)).Network());
                    SameOutputs(LayerCases.Model(topology, outputSteps, loss, (kind, name), ("Gru", "ResetAfter False")).Network());
                }
            }
        }
    }

    [Fact]
    public void Samples_of_a_batch_do_not_see_each_other()
    {
        Network network = Declare.Model(5, 2, Topology.ManyToMany).Lstm(3).Dense(2).Network();
        var model = new ReferenceModel(network);
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 3, seed: 1);

        IEnumerable<double> oneByOne = inputs.Chunk(5 * 2).SelectMany(sample => model.Predict(parameters, sample));

        Assert.Equal(oneByOne, model.Predict(parameters, inputs));
    }

    private static void SameOutputs(Network network)
    {
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 2, seed: 9);
        double[] expected = NaiveModel.NaivePredict(network, parameters, inputs);
        Assert.Equal(2 * network.OutputLength * network.OutputSize, expected.Length);
        // Folding only leaves out zeros that are added and ones that are multiplied: not one bit may change.
        Assert.Equal(expected, new ReferenceModel(network).Predict(parameters, inputs));
    }
}

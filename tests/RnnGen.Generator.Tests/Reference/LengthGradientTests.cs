using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>Gradients of sequences of different lengths, with values dropped, beside finite differences: masks are held fixed.</summary>
public sealed class LengthGradientTests
{
    /// <summary>Every cell in every topology that takes lengths, in one direction and in both, with states that are learnt or not.</summary>
    public static TheoryData<string, Topology, int?, bool, bool> Cells()
    {
        var data = new TheoryData<string, Topology, int?, bool, bool>();
        foreach (string cell in LayerCases.Kinds.Where(LayerCases.HasStates).Select(static layer => layer.Name))
        {
            foreach ((Topology topology, int? outputSteps) in new (Topology, int?)[] { (Topology.ManyToOne, null), (Topology.ManyToMany, null), (Topology.ManyToMany, 2) })
            {
                data.Add(cell, topology, outputSteps, false, false);
                data.Add(cell, topology, outputSteps, true, false);
                data.Add(cell, topology, outputSteps, true, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Gradients_agree_with_finite_differences(string cell, Topology topology, int? outputSteps, bool isBidirectional, bool isLearnt)
    {
        Network network = Declare.Model(4, 2, topology, outputSteps: outputSteps)
            .Layer(cell, ("Units", 3), ("Bidirectional", isBidirectional), ("LearnInitialState", isLearnt), ("Dropout", 0.25), ("RecurrentDropout", 0.25))
            .Layer("Dropout", ("Rate", 0.5)).Dense(2).OfAnyLength().Network();
        GradientCheck.OfLoss(network, seed: 3, batch: 4);
        GradientCheck.OfOutputs(network, seed: 3, batch: 4);
    }

    /// <summary>A sequence that is shorter computes what a network of its length does, in double precision to the bit.</summary>
    [Theory]
    [MemberData(nameof(Cells))]
    public void A_short_sequence_is_that_of_a_short_network(string cell, Topology topology, int? outputSteps, bool isBidirectional, bool isLearnt)
    {
        Declare Model(int steps) => Declare.Model(steps, 2, topology, outputSteps: outputSteps)
            .Layer(cell, ("Units", 3), ("Bidirectional", isBidirectional), ("LearnInitialState", isLearnt)).Dense(2);
        Network whole = Model(4).OfAnyLength().Network(), part = Model(3).Network();
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(whole, batch: 1, seed: 5);
        double[] outputs = new ReferenceModel(whole) { Masks = new MaskValues { Length = static _ => 3 } }.Predict(parameters, inputs);
        double[] expected = new ReferenceModel(part).Predict(parameters, inputs[..6]);
        Assert.Equal(expected, outputs[..expected.Length]);
        Assert.All(outputs[expected.Length..], static value => Assert.Equal(0, value));
    }
}

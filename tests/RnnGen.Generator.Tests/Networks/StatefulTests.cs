using RnnGen.Generator.Networks;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>Networks that go on with states of the caller's, in the reference: derivatives, and sequences in parts.</summary>
public sealed class StatefulTests
{
    public static TheoryData<string> Stacks() => new("SimpleRnn", "Lstm", "Gru", "Lstm Gru", "Gru Dense Lstm");

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Gradients_agree_with_finite_differences(string stack)
    {
        foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
        {
            Network network = Model(stack, LayerCases.SequenceLength(topology), topology, outputSteps);
            var model = new ReferenceModel(network);
            int stateSize = model.Programs.Predict.Carried.Sum(static state => state.State.Length);
            (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 1, seed: 3);
            var random = new Random(4);
            double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
            double[] initial = Numbers(stateSize), ofOutputs = Numbers(network.OutputLength * network.OutputSize), ofFinal = Numbers(stateSize);

            double Weighted((double[] Outputs, double[] Final) result) =>
                result.Outputs.Zip(ofOutputs, static (a, b) => a * b).Sum() + result.Final.Zip(ofFinal, static (a, b) => a * b).Sum();
            (double[] dParameters, double[] dInputs, double[] dInitial) = model.Backward(parameters, inputs, initial, ofOutputs, ofFinal);

            GradientCheck.Agree("parameter", FiniteDifferences.Gradient(at => Weighted(model.Continue(at, inputs, initial)), parameters), dParameters);
            GradientCheck.Agree("input", FiniteDifferences.Gradient(at => Weighted(model.Continue(parameters, at, initial)), inputs), dInputs);
            GradientCheck.Agree("state", FiniteDifferences.Gradient(at => Weighted(model.Continue(parameters, inputs, at)), initial), dInitial);
            Assert.Contains(dInitial, static gradient => Math.Abs(gradient) > 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Parts_of_a_sequence_give_what_the_whole_gives(string stack)
    {
        Network whole = Model(stack, 6, Topology.ManyToMany, null), half = Model(stack, 3, Topology.ManyToMany, null);
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(whole, batch: 1, seed: 5);
        var (wholeModel, halfModel) = (new ReferenceModel(whole), new ReferenceModel(half));
        double[] zero = new double[wholeModel.Programs.Predict.Carried.Sum(static state => state.State.Length)];

        (double[] first, double[] state) = halfModel.Continue(parameters, inputs[..(inputs.Length / 2)], zero);
        (double[] second, double[] last) = halfModel.Continue(parameters, inputs[(inputs.Length / 2)..], state);

        (double[] outputs, double[] final) = wholeModel.Continue(parameters, inputs, zero);
        Assert.Equal(outputs, first.Concat(second));
        Assert.Equal(final, last);
        Assert.Equal(outputs, wholeModel.Predict(parameters, inputs));
    }

    private static Network Model(string stack, int steps, Topology topology, int? outputSteps) =>
        stack.Split(' ').Aggregate(Declare.Model(steps, 2, topology, Loss.MeanSquaredError, outputSteps), static (model, kind) => model.Layer(kind, ("Units", 3)))
            .Dense(2).Stateful().Network();
}

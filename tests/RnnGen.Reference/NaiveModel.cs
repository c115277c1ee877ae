using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// The network without a timeline: every layer's step as written, on every step, from states and inputs that really are
/// zero. What it computes is what specialisation must not change.
/// </summary>
internal static class NaiveModel
{
    /// <param name="network">Any network.</param>
    /// <param name="parameters">[<see cref="Network.ParameterCount"/>]</param>
    /// <param name="inputs">[batch, input length, input size]</param>
    /// <returns>[batch, output length, output size]</returns>
    public static double[] NaivePredict(Network network, double[] parameters, double[] inputs) =>
        [.. Samples.Split(network, parameters, inputs).SelectMany(sample => Outputs(network, parameters, sample))];

    private static IEnumerable<double> Outputs(Network network, double[] parameters, Sample sample)
    {
        double[][] sequence = [.. Enumerable.Range(0, network.SequenceLength)
            .Select(step => step < network.InputLength ? sample.Inputs[step] : new double[network.InputSize])];
        foreach (Layer layer in network.Layers)
        {
            sequence = Run(layer, parameters, sequence);
        }

        if (network.OutputActivation is { } activation)
        {
            sequence = Run(activation, parameters, sequence);
        }

        return sequence.TakeLast(network.OutputLength).SelectMany(output => output);
    }

    private static double[][] Run(Layer layer, double[] parameters, double[][] sequence)
    {
        var graph = new StepGraph();
        Node[] inputs = [graph.Input("x", layer.InputSize)];
        Node[] states = [.. layer.States.Select(state => graph.Input(state.Name + "Previous", state.Length))];
        Step step = layer.Step(graph, inputs, states);

        double[][] carried = [.. layer.States.Select(state => new double[state.Length])];
        double[][] outputs = new double[sequence.Length][];
        for (int t = 0; t < sequence.Length; t++)
        {
            var evaluation = new NodeEvaluation(parameters);
            evaluation.Bind(inputs[0], sequence[t]);
            for (int state = 0; state < states.Length; state++)
            {
                evaluation.Bind(states[state], carried[state]);
            }

            outputs[t] = evaluation[step.Output];
            carried = [.. step.NextStates.Select(next => evaluation[next])];
        }

        return outputs;
    }
}

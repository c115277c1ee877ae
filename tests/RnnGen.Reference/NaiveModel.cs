using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// The network without an unrolling: every layer's step as written, on every step, from states and inputs that really are
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
        double[][] given = [.. Enumerable.Range(0, network.SequenceLength)
            .Select(step => step < network.InputLength ? sample.Inputs[step] : new double[network.InputSize])];
        var sequences = new Dictionary<LayerNode, double[][]>();
        var ends = new Dictionary<LayerNode, double[][]>();
        foreach (LayerNode node in network.Nodes.Where(node => node.Programs.HasFlag(ProgramKinds.Predict)))
        {
            bool readsEnds = network.OutputLength == 1 && RunsAtLastStepAlone(network, node);
            double[][][] inputs = [.. node.Edges.Select(edge => Read(edge, readsEnds, edge.From is { } read ? sequences[read]
                : edge.Mask is { } mask ? [.. given.Select((_, step) => sample.Mask(mask, step))]
                : given))];
            double[][]? states = node.InitialState is InitialState.Of initial ? ends[initial.Node] : null;
            (sequences[node], ends[node]) = Run(node.Layer, parameters, inputs, node.IsBeforeTime ? 1 : network.SequenceLength, node.IsReversed, states);
        }

        return sequences[network.Output].TakeLast(network.OutputLength).SelectMany(output => output);
    }

    /// <summary>What a node finds at the end of an edge, step by step.</summary>
    private static double[][] Read(Edge edge, bool readsEnds, double[][] sequence)
    {
        bool readsEnd = readsEnds && edge is { IsOfEnd: true, From.IsReversed: true };
        return [.. sequence.Select((own, step) => readsEnd ? sequence[0] : edge.Delay == 0 ? own : step >= edge.Delay ? sequence[step - edge.Delay] : new double[own.Length])];
    }

    /// <summary>Whether nothing that a node computes at other steps than the last reaches an output of the last.</summary>
    private static bool RunsAtLastStepAlone(Network network, LayerNode node) =>
        node.Layer.States.Count == 0
        && network.Nodes.Where(reader => reader.Reads(node))
            .All(reader => reader.Edges.All(edge => edge.From != node || edge.Delay == 0) && RunsAtLastStepAlone(network, reader));

    private static (double[][] Outputs, double[][] Ends) Run(
        Layer layer, double[] parameters, double[][][] sequences, int steps, bool isReversed, double[][]? initial)
    {
        var graph = new StepGraph();
        Node[] inputs = [.. layer.Inputs.Select(input => graph.Input(input.Name, input.Length))];
        Node[] states = [.. layer.States.Select(state => graph.Input(state.Name + "Previous", state.Length))];
        Step step = layer.Step(graph, inputs, states);

        double[][] carried = initial ?? [.. layer.States.Select(state => new double[state.Length])];
        double[][] outputs = new double[steps][];
        foreach (int t in isReversed ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
        {
            var evaluation = new NodeEvaluation(parameters);
            for (int input = 0; input < inputs.Length; input++)
            {
                evaluation.Bind(inputs[input], sequences[input][t]);
            }

            for (int state = 0; state < states.Length; state++)
            {
                evaluation.Bind(states[state], carried[state]);
            }

            outputs[t] = evaluation[step.Output];
            carried = [.. step.NextStates.Select(next => evaluation[next])];
        }

        return (outputs, carried);
    }
}

using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>How many values one step of a layer leaves in memory for the backward pass: its results, and what its derivative needs.</summary>
internal static class KeptCount
{
    public static long PerStep(Layer layer)
    {
        var graph = new StepGraph();
        Node[] inputs = [.. layer.Inputs.Select(input => graph.Input(input.Name, input.Length))];
        Node[] states = [.. layer.States.Select(state => graph.Input(state.Name + "Previous", state.Length))];
        Step step = layer.Step(graph, inputs, states, feedsLayer: true);
        Node[] results = [.. step.NextStates.Append(step.Output).Distinct()];
        int forwardNodes = graph.Nodes.Count;
        Adjoint adjoint = Differentiator.Differentiate(
            graph, forwardNodes, [.. results.Select((result, index) => (result, graph.Input("gradient" + index, result.Length)))], [.. inputs, .. states]);
        IEnumerable<Node> roots = adjoint.Gradients
            .Concat(adjoint.Parameters.Select(static parameter => parameter.RowGradient))
            .Concat(adjoint.Parameters.Select(static parameter => parameter.Source).OfType<Node>());
        return KeptValues.Of(roots, forwardNodes).Concat(results).Distinct().Sum(static value => (long)value.Length);
    }
}

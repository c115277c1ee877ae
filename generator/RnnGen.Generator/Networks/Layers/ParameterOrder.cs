using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The order in which a layer's tensors lie in the flat buffer: gates next to each other, in whatever order the layer's file asks for them. Then the products of all gates are
/// one product of a larger matrix, and so are the gradients of their parameters.
/// </summary>
internal static class ParameterOrder
{
    /// <summary>The tensors of a layer as they should lie. Those that are no gates of several stay as they are.</summary>
    public static IReadOnlyList<ParameterTensor> Of(Layer layer)
    {
        ParameterTensor[] matrices = [.. layer.Parameters.Where(static tensor => !tensor.IsVector)];
        if (matrices.Select(static matrix => (matrix.Rows, matrix.Columns)).Distinct().Count() == matrices.Length)
        {
            return layer.Parameters;
        }

        var graph = new StepGraph();
        layer.Step(graph, [.. layer.Inputs.Select(input => graph.Input(input.Name, input.Length))], [.. layer.States.Select(state => graph.Input(state.Name, state.Length))]);
        SumOfParameters[] sums = [.. SumOfParameters.Of(graph.Nodes).Where(static sum => sum.Matrix is not null).OrderBy(static sum => sum.Matrix!.Offset)];
        var use = new ParameterUse([(graph, graph.Nodes.Count)]);

        // The vectors of gates: the first that each adds, then the second.
        IEnumerable<ParameterBlock[]> vectors = sums.Length == 0 ? [] : Enumerable.Range(0, sums.Max(static sum => sum.Vectors.Count))
            .Select(index => sums.Where(sum => sum.Vectors.Count > index).Select(sum => sum.Vectors[index]).ToArray());
        ParameterTensor[][] groups = [.. use.Matrices.Select(static group => group.Blocks.ToArray()).Concat(vectors)
            .Where(static blocks => Array.TrueForAll(blocks, static block => block.Rows == block.Tensor.Rows))
            .Select(static blocks => blocks.Select(static block => block.Tensor).ToArray())];

        var order = new List<ParameterTensor>();
        foreach (ParameterTensor tensor in layer.Parameters)
        {
            foreach (ParameterTensor next in groups.FirstOrDefault(group => group.Contains(tensor)) ?? [tensor])
            {
                if (!order.Contains(next))
                {
                    order.Add(next);
                }
            }
        }

        return order;
    }
}

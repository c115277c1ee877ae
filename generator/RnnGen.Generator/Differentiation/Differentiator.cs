using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// Reverse-mode differentiation of a step: walks from the results back to the inputs and adds up, for every value, what
/// its users hand back. Adjoint expressions are ordinary nodes, so they fold and share like any other.
/// </summary>
internal sealed class Differentiator
{
    private readonly Dictionary<Node, Node> gradients = [];
    private readonly List<ParameterGradient> parameters = [];
    private readonly HashSet<Node> active;
    private readonly Dictionary<Node, Node> flushed;

    private Differentiator(HashSet<Node> active, Dictionary<Node, Node> flushed)
    {
        this.active = active;
        this.flushed = flushed;
    }

    /// <param name="graph">The graph of the step.</param>
    /// <param name="forwardNodes">How many of its nodes, from the first, are the step itself.</param>
    /// <param name="seeds">Results of the step with the gradient of the loss with respect to each.</param>
    /// <param name="wanted">Inputs whose gradient is asked for. Parameters are always differentiated.</param>
    public static Adjoint Differentiate(
        StepGraph graph, int forwardNodes, IReadOnlyList<(Node Result, Node Gradient)> seeds, IReadOnlyList<Node> wanted)
    {
        var differentiator = new Differentiator(ActiveNodes(graph, forwardNodes, wanted), Flushed(graph, forwardNodes));
        foreach ((Node result, Node gradient) in seeds)
        {
            differentiator.Hand(result, gradient);
        }

        for (int id = forwardNodes - 1; id >= 0; id--)
        {
            Node node = graph.Nodes[id];
            if (differentiator.gradients.TryGetValue(node, out Node? gradient) && !gradient.IsZero)
            {
                differentiator.PassBack(node, gradient);
            }
        }

        Node[] inputGradients = [.. wanted.Select(input =>
            differentiator.gradients.TryGetValue(input, out Node? gradient) ? graph.Expand(gradient, input.Length) : graph.Zero(input.Length))];
        return new Adjoint(inputGradients, differentiator.parameters);
    }

    /// <summary>The nodes through which a gradient can reach a parameter or a wanted input.</summary>
    private static HashSet<Node> ActiveNodes(StepGraph graph, int forwardNodes, IReadOnlyList<Node> wanted)
    {
        var active = new HashSet<Node>(wanted.Where(node => node.Operator == Operator.Input));
        foreach (Node node in graph.Nodes.Take(forwardNodes))
        {
            if (node.Block is not null || node.Operands.Any(active.Contains))
            {
                active.Add(node);
            }
        }

        return active;
    }

    /// <summary>
    /// The states in their two forms, as computed and as handed on. Rules read the second, which is in memory anyway: a derivative does not
    /// feel a difference of 1e-30, and keeping both would cost a store and a row each.
    /// </summary>
    private static Dictionary<Node, Node> Flushed(StepGraph graph, int forwardNodes) => graph.Nodes.Take(forwardNodes)
        .Where(node => node.Operator == Operator.FlushToZero)
        .ToDictionary(node => node.Operands[0], node => node);

    private void Hand(Node node, Node gradient)
    {
        if (!active.Contains(node) || gradient.IsZero)
        {
            return;
        }

        // A single unit that went with every unit of its user gets the sum of what they hand back.
        Node own = node.Length == 1 ? node.Graph.Sum(gradient) : gradient;
        gradients[node] = gradients.TryGetValue(node, out Node? soFar) ? soFar + own : own;
    }

    private void PassBack(Node node, Node gradient)
    {
        // A flushed value has its name from the value itself, whose gradient this may be a part of.
        if (node.Name.Length > 0 && node.Operator != Operator.FlushToZero)
        {
            gradient.Named(GradientName.Of(node.Name));
        }

        switch (node.Operator)
        {
            case Operator.Parameter:
                parameters.Add(new ParameterGradient(node.Block!, node.Graph.Expand(gradient, node.Length), null));
                break;
            case Operator.MatVec:
                Node rowGradient = node.Graph.Expand(gradient, node.Length);
                parameters.Add(new ParameterGradient(node.Block!, rowGradient, node.Operands[0]));
                if (active.Contains(node.Operands[0]))
                {
                    Hand(node.Operands[0], node.Graph.TransposedMatVec(node.Block!, rowGradient));
                }

                break;
            case Operator.Concat:
                int first = 0;
                foreach (Node part in node.Operands)
                {
                    Hand(part, node.Graph.Slice(node.Graph.Expand(gradient, node.Length), first, part.Length));
                    first += part.Length;
                }

                break;
            case Operator.Slice:
                Node whole = node.Operands[0];
                int begin = (int)node.Value;
                Hand(whole, node.Graph.Concat([.. new[]
                {
                    node.Graph.Zero(begin), node.Graph.Expand(gradient, node.Length), node.Graph.Zero(whole.Length - begin - node.Length),
                }.Where(static part => part.Length > 0)]));
                break;
            default:
                var at = new Differential(node, flushed.TryGetValue(node, out Node? state) ? state : node, gradient);
                IReadOnlyList<Func<Differential, Node>> rules = node.Operator.Row().Derivatives;
                for (int operand = 0; operand < node.Operands.Count; operand++)
                {
                    if (active.Contains(node.Operands[operand]))
                    {
                        Hand(node.Operands[operand], operand < rules.Count
                            ? rules[operand](at)
                            : throw new InvalidOperationException($"{node.Operator} has no derivative rule."));
                    }
                }

                break;
        }
    }
}

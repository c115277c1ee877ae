using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Programs;

/// <summary>
/// A layer's step specialised to what is known at compile time: which inputs and states are zero, which results nobody
/// uses. Calls that know the same share one variant, and so one emitted kernel.
/// </summary>
internal sealed class StepVariant
{
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">For each input, what is known of it.</param>
    /// <param name="zeroStates">Whether the previous states are known to be zero.</param>
    /// <param name="used">For each result, whether anybody uses it.</param>
    /// <param name="name">The emitted method's name.</param>
    /// <param name="feedsLayer">Whether the output is the input of another layer.</param>
    public StepVariant(
        Layer layer, IReadOnlyList<Known> inputs, bool zeroStates, IReadOnlyList<bool> used, string name, bool feedsLayer = false)
    {
        Layer = layer;
        Name = name;
        Used = used;
        Graph = new StepGraph();
        Inputs = [.. layer.Inputs.Select((input, index) => inputs[index] switch
        {
            Known.Zero => Graph.Zero(input.Length),
            Known.One => Graph.Constant(1, input.Length),
            _ => Graph.Input(input.Name, input.Length),
        })];
        States = [.. layer.States.Select(state => zeroStates ? Graph.Zero(state.Length) : Graph.Input(state.Name + "Previous", state.Length))];
        Step step = layer.Step(Graph, Inputs, States, feedsLayer);
        Results = layer.OutputState >= 0 ? step.NextStates : [.. step.NextStates, step.Output];
        ForwardNodes = Graph.Nodes.Count;
    }

    public Layer Layer { get; }

    /// <summary>The emitted method's name: <c>Lstm1Step</c>.</summary>
    public string Name { get; }

    public StepGraph Graph { get; }

    /// <summary>The inputs; constants where they are known.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The previous states; constants where they are known to be zero.</summary>
    public IReadOnlyList<Node> States { get; }

    /// <summary>The results, numbered as in <see cref="Programs.Ports"/>.</summary>
    public IReadOnlyList<Node> Results { get; }

    public IReadOnlyList<bool> Used { get; }

    /// <summary>Nodes below this id are the step; adjoint nodes follow in the same graph.</summary>
    public int ForwardNodes { get; }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>What the recurrent cells have in common: the weights of PyTorch's layout, an output that is the first state, and the mask of what the step before has said.</summary>
internal abstract class RecurrentLayer : Layer
{
    /// <param name="source">What the layer is made from.</param>
    /// <param name="definition">Its kind.</param>
    /// <param name="gates">Number of gates.</param>
    /// <param name="states">Its states by name, the output first.</param>
    /// <param name="open">The gate that begins open; null where none does.</param>
    protected RecurrentLayer(LayerSource source, LayerDefinition definition, int gates, string[] states, int? open = null)
        : base(source, definition, LayerOptions.Units.Of(source.Declaration))
    {
        Weights = new RecurrentWeights(source, gates, OutputSize, open);
        States = [.. states.Select(state => new Port(state, OutputSize))];
        double rate = LayerOptions.RecurrentDropout.Of(source.Declaration);
        Masks = rate > 0 ? [new Mask(Identifier + "RecurrentMask", OutputSize, isOfStep: false, rate)] : [];
        Inputs = [new("x", InputSize), .. Masks.Select(static mask => new Port("mask", mask.Length))];
    }

    public override IReadOnlyList<ParameterTensor> Parameters => Weights.Tensors;

    public override IReadOnlyList<Port> Inputs { get; }

    public override IReadOnlyList<Mask> Masks { get; }

    public override IReadOnlyList<Port> States { get; }

    public override int OutputState => 0;

    protected RecurrentWeights Weights { get; }

    /// <summary>What the recurrent products read of the output of the step before: all of it, or what dropout leaves (Gal and Ghahramani 2016).</summary>
    protected static Node Recalled(IReadOnlyList<Node> inputs, Node h) => inputs.Count > 1 ? (inputs[1] * h).Named("mh") : h;
}

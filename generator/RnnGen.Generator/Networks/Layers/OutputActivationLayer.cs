using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The final softmax or sigmoid, apart from the layer it belongs to: training leaves it out, because the loss takes the
/// logits.
/// </summary>
internal sealed class OutputActivationLayer : Layer
{
    private readonly Activation activation;

    public OutputActivationLayer(int size, Activation activation)
        : base("output", activation.ToString(), size, size) => this.activation = activation;

    public override string Identifier => "Output";

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states) =>
        new(Activations.Apply(activation, inputs[0]).Named("y"), []);
}

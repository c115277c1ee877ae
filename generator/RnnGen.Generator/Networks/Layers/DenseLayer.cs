using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>A fully connected layer, the same at every step it runs.</summary>
internal sealed class DenseLayer : Layer
{
    private readonly ParameterTensor weight;
    private readonly ParameterTensor bias;
    private readonly Activation activation;

    public DenseLayer(string name, int inputs, int units, Activation activation, ParameterLayout layout)
        : base(name, inputs, units)
    {
        this.activation = activation;
        weight = layout.Matrix($"{name}.weight", units, inputs, Initialization.GlorotUniform);
        bias = layout.Vector($"{name}.bias", units);
    }

    public override string Description => $"Dense({OutputSize})";

    public override IReadOnlyList<ParameterTensor> Parameters => [weight, bias];

    public override IReadOnlyList<string> Formula =>
        [activation == Activation.Linear ? "y = W x + b" : $"y = {activation}(W x + b)"];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node a = ((weight.Whole * inputs[0]) + bias.Whole).Named("a");
        return new Step(Activations.Apply(activation, a).Named("y"), []);
    }
}

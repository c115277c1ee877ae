using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>A fully connected layer, the same at every step it runs.</summary>
internal sealed class DenseLayer : Layer
{
    private static readonly ActivationOption Function = new("Activation", Activation.Linear, allowsSoftmax: true);

    private readonly ParameterTensor weight;
    private readonly ParameterTensor bias;
    private readonly Activation activation;

    private DenseLayer(LayerSource source)
        : base(source, Definition, LayerOptions.Units.Of(source.Declaration))
    {
        activation = Function.Of(source.Declaration);
        weight = source.Layout.Matrix($"{Name}.weight", OutputSize, InputSize, Initialization.GlorotUniform);
        bias = source.Layout.Vector($"{Name}.bias", OutputSize);
    }

    public static LayerDefinition Definition { get; } =
        new("Dense", "dense", [LayerOptions.Units, Function, LayerOptions.From], static source => new DenseLayer(source)) { MayBeLast = true, OutputActivation = Function };

    public override IReadOnlyList<ParameterTensor> Parameters => [weight, bias];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node a = ((weight.Whole * inputs[0]) + bias.Whole).Named("a");
        return new Step(Activations.Apply(activation, a).Named("y"), []);
    }
}

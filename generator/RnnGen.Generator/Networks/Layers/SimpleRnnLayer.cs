using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The simple recurrent network of Elman, "Finding structure in time" (1990).</summary>
internal sealed class SimpleRnnLayer : Layer
{
    private static readonly ActivationOption Function = new("Activation", Activation.Tanh);

    private readonly RecurrentWeights weights;
    private readonly Activation activation;

    private SimpleRnnLayer(LayerSource source)
        : base(source, Definition, LayerOptions.Units.Of(source.Declaration))
    {
        activation = Function.Of(source.Declaration);
        weights = new RecurrentWeights(source, gates: 1, OutputSize);
        States = [new("h", OutputSize)];
    }

    public static LayerDefinition Definition { get; } =
        new("SimpleRnn", "rnn", [LayerOptions.Units, Function, .. LayerOptions.Recurrent], static source => new SimpleRnnLayer(source)) { MayBeLast = true };

    public override IReadOnlyList<ParameterTensor> Parameters => weights.Tensors;

    public override IReadOnlyList<Port> States { get; }

    public override int OutputState => 0;

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], states[0]);
        Node a = ((weights.W[0] * x) + weights.B[0] + (weights.U[0] * h) + weights.D[0]).Named("a");
        Node next = Activations.Apply(activation, a).Named("h");
        return new Step(next, [next]);
    }
}

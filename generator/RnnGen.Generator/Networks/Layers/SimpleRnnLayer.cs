using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The simple recurrent network of Elman, "Finding structure in time" (1990).</summary>
internal sealed class SimpleRnnLayer : RecurrentLayer
{
    private static readonly ActivationOption Function = new("Activation", Activation.Tanh);

    private readonly Activation activation;

    private SimpleRnnLayer(LayerSource source)
        : base(source, Definition, gates: 1, ["h"]) => activation = Function.Of(source.Declaration);

    public static LayerDefinition Definition { get; } =
        new("SimpleRnn", "rnn", [LayerOptions.Units, Function, .. LayerOptions.Recurrent], static source => new SimpleRnnLayer(source)) { MayBeLast = true };

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], Recalled(inputs, states[0]));
        Node a = ((Weights.W[0] * x) + Weights.B[0] + (Weights.U[0] * h) + Weights.D[0]).Named("a");
        Node next = Activations.Apply(activation, a).Named("h");
        return new Step(next, [next]);
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gate (Gers et al. 2000), in PyTorch's form.</summary>
internal sealed class LstmLayer : RecurrentLayer
{
    private static readonly ActivationOption Candidate = new("Activation", Activation.Tanh);
    private static readonly ActivationOption Gates = new("RecurrentActivation", Activation.Sigmoid);

    /// <summary>The forget gate, whose bias starts at one: what is in the cell stays there until training says otherwise (Jozefowicz et al. 2015).</summary>
    private const int Forget = 1;

    private readonly Activation activation;
    private readonly Activation recurrentActivation;

    private LstmLayer(LayerSource source)
        : base(source, Definition, gates: 4, ["h", "c"], open: Forget)
    {
        activation = Candidate.Of(source.Declaration);
        recurrentActivation = Gates.Of(source.Declaration);
    }

    public static LayerDefinition Definition { get; } = new("Lstm", "lstm", [LayerOptions.Units, Candidate, Gates, .. LayerOptions.Recurrent], static source => new LstmLayer(source));

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h, Node c) = (inputs[0], Recalled(inputs, states[0]), states[1]);
        Node Gate(int k, string name, Activation gateActivation)
        {
            Node a = (Weights.W[k] * x) + Weights.B[k] + (Weights.U[k] * h) + Weights.D[k];
            return Activations.Apply(gateActivation, a.Named("a" + name)).Named(name);
        }

        Node i = Gate(0, "i", recurrentActivation);
        Node f = Gate(Forget, "f", recurrentActivation);
        Node candidate = Gate(2, "g", activation);
        Node o = Gate(3, "o", recurrentActivation);
        Node nextC = ((f * c) + (i * candidate)).Named("c");
        Node nextH = (o * Activations.Apply(activation, nextC).Named("s")).Named("h");
        return new Step(nextH, [nextH, nextC]);
    }
}

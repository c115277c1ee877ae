using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014): the reset gate acts before the recurrent product as in the paper, or after it
/// as in cuDNN, PyTorch and Keras (the default).
/// </summary>
internal sealed class GruLayer : RecurrentLayer
{
    private static readonly ActivationOption Candidate = new("Activation", Activation.Tanh);
    private static readonly ActivationOption Gates = new("RecurrentActivation", Activation.Sigmoid);
    private static readonly FlagOption ResetAfter = new("ResetAfter", true);

    private readonly Activation activation;
    private readonly Activation recurrentActivation;
    private readonly bool resetAfter;

    private GruLayer(LayerSource source)
        : base(source, Definition, gates: 3, ["h"])
    {
        activation = Candidate.Of(source.Declaration);
        recurrentActivation = Gates.Of(source.Declaration);
        resetAfter = ResetAfter.Of(source.Declaration);
    }

    public static LayerDefinition Definition { get; } =
        new("Gru", "gru", [LayerOptions.Units, Candidate, Gates, ResetAfter, .. LayerOptions.Recurrent], static source => new GruLayer(source));

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], states[0]);
        Node recalled = Recalled(inputs, h);
        Node Gate(int k, string name)
        {
            Node a = (Weights.W[k] * x) + Weights.B[k] + (Weights.U[k] * recalled) + Weights.D[k];
            return Activations.Apply(recurrentActivation, a.Named("a" + name)).Named(name);
        }

        Node r = Gate(0, "r");
        Node z = Gate(1, "z");
        Node fromInput = (Weights.W[2] * x) + Weights.B[2];
        Node a = resetAfter
            ? fromInput.Named("nx") + (r * ((Weights.U[2] * recalled) + Weights.D[2]).Named("nh"))
            : fromInput + (Weights.U[2] * (r * recalled).Named("rh")) + Weights.D[2];
        Node n = Activations.Apply(activation, a.Named("an")).Named("n");
        Node next = (((1 - z) * n) + (z * h)).Named("h");
        return new Step(next, [next]);
    }
}

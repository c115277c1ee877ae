using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014): the reset gate acts before the recurrent product as in the paper, or after it
/// as in cuDNN, PyTorch and Keras (the default).
/// </summary>
internal sealed class GruLayer : Layer
{
    private static readonly ActivationOption Candidate = new("Activation", Activation.Tanh);
    private static readonly ActivationOption Gates = new("RecurrentActivation", Activation.Sigmoid);
    private static readonly FlagOption ResetAfter = new("ResetAfter", true);

    private readonly RecurrentWeights weights;
    private readonly Activation activation;
    private readonly Activation recurrentActivation;
    private readonly bool resetAfter;

    private GruLayer(LayerSource source)
        : base(source, Definition, LayerOptions.Units.Of(source.Declaration))
    {
        activation = Candidate.Of(source.Declaration);
        recurrentActivation = Gates.Of(source.Declaration);
        resetAfter = ResetAfter.Of(source.Declaration);
        weights = new RecurrentWeights(source, gates: 3, OutputSize);
        States = [new("h", OutputSize)];
    }

    public static LayerDefinition Definition { get; } =
        new("Gru", "gru", [LayerOptions.Units, Candidate, Gates, ResetAfter, .. LayerOptions.Recurrent], static source => new GruLayer(source));

    public override IReadOnlyList<ParameterTensor> Parameters => weights.Tensors;

    public override IReadOnlyList<Port> States { get; }

    public override int OutputState => 0;

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], states[0]);
        Node Gate(int k, string name)
        {
            Node a = (weights.W[k] * x) + weights.B[k] + (weights.U[k] * h) + weights.D[k];
            return Activations.Apply(recurrentActivation, a.Named("a" + name)).Named(name);
        }

        Node r = Gate(0, "r");
        Node z = Gate(1, "z");
        Node fromInput = (weights.W[2] * x) + weights.B[2];
        Node a = resetAfter
            ? fromInput.Named("nx") + (r * ((weights.U[2] * h) + weights.D[2]).Named("nh"))
            : fromInput + (weights.U[2] * (r * h).Named("rh")) + weights.D[2];
        Node n = Activations.Apply(activation, a.Named("an")).Named("n");
        Node next = (((1 - z) * n) + (z * h)).Named("h");
        return new Step(next, [next]);
    }
}

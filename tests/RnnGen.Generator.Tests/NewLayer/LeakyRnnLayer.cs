using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// Leaky integrators (Jaeger et al., "Optimization and applications of echo state networks with leaky-integrator neurons", 2007), with a gain for each unit.
/// </summary>
internal sealed class LeakyRnnLayer : Layer
{
    private static readonly NumberOption Leak = new("Leak", 0.01, 1, 0.5);

    private readonly ParameterTensor w;
    private readonly ParameterTensor u;
    private readonly ParameterTensor bias;
    private readonly ParameterTensor gain;
    private readonly double leak;

    private LeakyRnnLayer(LayerSource source)
        : base(source, Definition, LayerOptions.Units.Of(source.Declaration))
    {
        leak = Leak.Of(source.Declaration);
        w = source.Layout.Matrix(source.Tensor("weight_ih"), OutputSize, InputSize, Initialization.GlorotUniform);
        u = source.Layout.Matrix(source.Tensor("weight_hh"), OutputSize, OutputSize, Initialization.Orthogonal);
        bias = source.Layout.Vector(source.Tensor("bias"), OutputSize);
        gain = source.Layout.Vector(source.Tensor("gain"), OutputSize, ones: new Rows(0, OutputSize));
        States = [new("h", OutputSize)];
    }

    public static LayerDefinition Definition { get; } =
        new("LeakyRnn", "leaky", [LayerOptions.Units, Leak, .. LayerOptions.Recurrent], static source => new LeakyRnnLayer(source))
        {
            MayBeLast = true,
        };

    public override IReadOnlyList<ParameterTensor> Parameters => [w, u, bias, gain];

    public override IReadOnlyList<Port> States { get; }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], states[0]);
        Node a = ((w.Whole * x) + bias.Whole + (u.Whole * h)).Named("a");
        Node fresh = Activations.Apply(Activation.Tanh, a).Named("f");
        Node next = (((1 - leak) * h) + (leak * fresh)).Named("h");
        return new Step((g.Parameter(gain.Whole) * next).Named("y"), [next]);
    }
}

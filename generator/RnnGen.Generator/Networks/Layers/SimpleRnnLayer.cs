using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The simple recurrent network of Elman, "Finding structure in time" (1990).</summary>
internal sealed class SimpleRnnLayer : Layer
{
    private readonly RecurrentWeights weights;
    private readonly Activation activation;

    public SimpleRnnLayer(string name, int inputs, int units, Activation activation, ParameterLayout layout)
        : base(name, inputs, units)
    {
        this.activation = activation;
        weights = new RecurrentWeights(layout, name, gates: 1, inputs, units);
        States = [new("h", units)];
    }

    public override string Description => $"SimpleRnn({OutputSize})";

    public override IReadOnlyList<ParameterTensor> Parameters => weights.Tensors;

    public override IReadOnlyList<(ParameterBlock First, ParameterBlock Second)> Sums => weights.Biases(1);

    public override IReadOnlyList<Value> States { get; }

    public override int OutputState => 0;

    public override IReadOnlyList<string> Formula => [$"h' = {activation}(W x + b + U h + d)"];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h) = (inputs[0], states[0]);
        Node a = ((weights.W[0] * x) + weights.B[0] + (weights.U[0] * h) + weights.D[0]).Named("a");
        Node next = Activations.Apply(activation, a).Named("h");
        return new Step(next, [next]);
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The loss of one output step, summed over its elements: one more step graph, differentiated like any other. What turns
/// the sum into a mean, and leaves uncounted targets out, is the gradient that seeds it.
/// </summary>
internal sealed class LossLayer : Layer
{
    private readonly Loss loss;
    private readonly double smoothing;

    /// <param name="loss">Which loss.</param>
    /// <param name="outputSize">Features of an output step.</param>
    /// <param name="smoothing">How much of a class's probability is spread over all classes.</param>
    public LossLayer(Loss loss, int outputSize, double smoothing = 0)
        : base("loss", loss.ToString(), outputSize, 1) => (this.loss, this.smoothing) = (loss, smoothing);

    /// <summary>Whether targets are class ids, one per step.</summary>
    public bool TakesClasses => loss == Loss.CrossEntropy;

    /// <summary>Whether targets are numbers from 0 to 1 only.</summary>
    public bool TakesProbabilities => loss == Loss.BinaryCrossEntropy;

    public override string Identifier => "Loss";

    public override string OutputName => "loss";

    public override IReadOnlyList<Port> Inputs => [new("y", InputSize), new("target", TakesClasses ? 1 : InputSize)];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node y, Node target) = (inputs[0], inputs[1]);
        Node perUnit = loss switch
        {
            Loss.MeanSquaredError => Square((y - target).Named("e")),
            Loss.MeanAbsoluteError => g.Apply(Operator.Abs, y - target),
            Loss.Huber => Huber((y - target).Named("e")),
            Loss.BinaryCrossEntropy => g.Apply(Operator.Softplus, y) - (target * y),
            _ => y,
        };
        Node total = loss == Loss.CrossEntropy ? CrossEntropy(y, target) : g.Sum(perUnit);
        return new Step(total.Named("loss"), []);
    }

    private static Node Square(Node e) => e * e;

    private static Node Huber(Node e)
    {
        StepGraph g = e.Graph;
        Node magnitude = g.Apply(Operator.Abs, e).Named("magnitude");
        return g.IfGreater(magnitude, g.Constant(1), magnitude - 0.5, 0.5 * (e * e));
    }

    private Node CrossEntropy(Node y, Node target)
    {
        StepGraph g = y.Graph;
        Node peak = g.Peak(y).Named("peak");
        Node total = g.Sum(g.Apply(Operator.Exp, y - peak).Named("e")).Named("total");
        Node chosen = g.Sum(smoothing > 0 ? Wanted(y, target) * y : g.IfEqual(g.UnitIndex(y.Length), target, y, g.Zero(1))).Named("chosen");
        return g.Apply(Operator.Log, total) + peak - chosen;
    }

    /// <summary>The probabilities that smoothed targets ask for.</summary>
    private Node Wanted(Node y, Node target)
    {
        StepGraph g = y.Graph;
        double other = smoothing / y.Length;
        return g.IfEqual(g.UnitIndex(y.Length), target, g.Constant(1 - smoothing + other), g.Constant(other)).Named("wanted");
    }
}

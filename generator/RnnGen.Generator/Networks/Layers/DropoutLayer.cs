using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// Dropout (Srivastava et al. 2014): while a network is trained, each value is zero with some probability, and those that are left are so much larger that their mean is what it was. Where
/// nothing is dropped the mask is one.
/// </summary>
internal sealed class DropoutLayer : Layer
{
    private static readonly NumberOption Rate = new("Rate", 0, LayerOptions.LargestRate);

    /// <summary>Of a recurrent layer's inputs: the same values at each step (Gal and Ghahramani 2016).</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="size">Its inputs.</param>
    /// <param name="rate">The part that is dropped.</param>
    public DropoutLayer(string name, int size, double rate)
        : base(name, FormattableString.Invariant($"Dropout({rate})"), size, size) => Masks = [MaskOf(rate, isOfStep: false)];

    private DropoutLayer(LayerSource source)
        : base(source, Definition, source.InputSize) => Masks = [MaskOf(Rate.Of(source.Declaration), isOfStep: true)];

    public static LayerDefinition Definition { get; } = new("Dropout", "dropout", [Rate, LayerOptions.From], static source => new DropoutLayer(source));

    public override IReadOnlyList<Port> Inputs => [new("x", InputSize), new("mask", InputSize)];

    public override IReadOnlyList<Mask> Masks { get; }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states) => new((inputs[1] * inputs[0]).Named("y"), []);

    private Mask MaskOf(double rate, bool isOfStep) => new(Identifier + "Mask", InputSize, isOfStep, rate);
}

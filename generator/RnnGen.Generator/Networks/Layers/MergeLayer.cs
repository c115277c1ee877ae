using System.Globalization;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Several layers' outputs in one, at each step: what joins the branches of a graph, and the two directions of a bidirectional layer.</summary>
internal class MergeLayer : Layer
{
    private readonly Merge merge;

    /// <param name="name">The layer's name.</param>
    /// <param name="merge">How they are joined.</param>
    /// <param name="sizes">Units of each input; equal but for a concatenation.</param>
    public MergeLayer(string name, Merge merge, IReadOnlyList<int> sizes)
        : this(name, $"{merge}({string.Join(", ", sizes)})", merge, sizes)
    {
    }

    /// <summary>A layer of the declaration language.</summary>
    protected MergeLayer(LayerSource source, LayerDefinition definition, Merge merge)
        : this(source.Name, definition.Describe(source.Declaration), merge, source.InputSizes)
    {
    }

    private MergeLayer(string name, string description, Merge merge, IReadOnlyList<int> sizes)
        : base(name, description, sizes[0], merge == Merge.Concat ? sizes.Sum() : sizes[0])
    {
        this.merge = merge;
        Inputs = [.. sizes.Select(static (size, index) => new Port(NameOf(index), size))];
    }

    public override IReadOnlyList<Port> Inputs { get; }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node y = merge switch
        {
            Merge.Concat => g.Concat(inputs),
            Merge.Sum => Sum(inputs),
            Merge.Average => (1.0 / inputs.Count) * Sum(inputs),
            _ => inputs.Aggregate(static (product, input) => product * input),
        };
        return new Step(y.Named("y"), []);
    }

    private static Node Sum(IReadOnlyList<Node> inputs) => inputs.Aggregate(static (sum, input) => sum + input);

    /// <summary>a, b, c, … for a few; x9, x10, … beyond.</summary>
    private static string NameOf(int index) => index < 8 ? ((char)('a' + index)).ToString() : "x" + (index + 1).ToString(CultureInfo.InvariantCulture);
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>How several values become one.</summary>
internal enum MergeKind
{
    /// <summary>One after the other.</summary>
    Concat,

    /// <summary>Unit by unit, a + b + …</summary>
    Sum,

    /// <summary>Unit by unit, (a + b + …) / n.</summary>
    Average,

    /// <summary>Unit by unit, a · b · …</summary>
    Multiply,
}

/// <summary>Several layers' outputs in one, at each step: what joins the branches of a graph, and the two directions of a bidirectional layer.</summary>
/// <param name="name">The layer's name.</param>
/// <param name="kind">How they are joined.</param>
/// <param name="sizes">Units of each input; equal but for a concatenation.</param>
internal sealed class MergeLayer(string name, MergeKind kind, IReadOnlyList<int> sizes)
    : Layer(name, sizes[0], kind == MergeKind.Concat ? sizes.Sum() : sizes[0])
{
    public override string Description => $"{kind}({string.Join(", ", sizes)})";

    public override IReadOnlyList<Value> Inputs { get; } = [.. sizes.Select(static (size, index) => new Value(NameOf(index), size))];

    public override IReadOnlyList<string> Formula
    {
        get
        {
            IEnumerable<string> names = Inputs.Select(static input => input.Name);
            return kind switch
            {
                MergeKind.Concat => [$"y = [{string.Join(", ", names)}]"],
                MergeKind.Sum => [$"y = {string.Join(" + ", names)}"],
                MergeKind.Average => [$"y = ({string.Join(" + ", names)}) / {sizes.Count}"],
                _ => [$"y = {string.Join(" ", names)}"],
            };
        }
    }

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        Node y = kind switch
        {
            MergeKind.Concat => g.Concat(inputs),
            MergeKind.Sum => inputs.Aggregate(g.Add),
            MergeKind.Average => (1.0 / inputs.Count) * inputs.Aggregate(g.Add),
            _ => inputs.Aggregate(g.Multiply),
        };
        return new Step(y.Named("y"), []);
    }

    /// <summary>a, b, c, … for a few; x9, x10, … beyond.</summary>
    private static string NameOf(int index) =>
        index < 8 ? ((char)('a' + index)).ToString() : "x" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

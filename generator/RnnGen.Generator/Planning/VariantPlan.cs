using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>Memory and loops of one variant of a layer's step and of its adjoints.</summary>
internal sealed class VariantPlan
{
    private readonly Lowering lowering;

    /// <param name="group">The calls of the layer, of which some may be of this variant.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="lowering">What the lanes hold.</param>
    public VariantPlan(LayerCalls group, StepVariant variant, Lowering lowering)
    {
        Variant = variant;
        var layout = new StepBufferLayout(lowering, new Origin(Place.StepBuffer), ResultRows(lowering, variant.Layer));
        var inMemory = new Dictionary<Node, Location>();
        AddInputs(inMemory, variant.Inputs, index => new Location(new Origin(Place.Input, index), 0));
        AddInputs(inMemory, variant.States, index => Result(lowering, variant.Layer, Place.Previous, index));

        AddSlices(inMemory, variant.Graph);
        (Node Value, Location Location)[] deliveries = [.. variant.Results
            .Select((result, index) => (result, Result(lowering, variant.Layer, Place.StepBuffer, index)))
            .Where((_, index) => variant.Used[index])];
        deliveries = [.. deliveries.Where(delivery => !inMemory.TryGetValue(delivery.Value, out Location? from) || from != delivery.Location).SelectMany(Parts)];
        foreach ((Node value, Location location) in deliveries)
        {
            // The last part's padding may reach beyond that of the whole.
            layout.Reach(location.Row + lowering.Rows(value.Length));
        }

        HashSet<Node> delivered = [.. deliveries.Select(delivery => delivery.Item1)];
        var step = new StepPlan(lowering, layout, inMemory, deliveries, [.. group.Kept(variant).Where(node => !delivered.Contains(node))], []);
        string summary = Summary(variant);
        var extents = new Extents(variant.Layer, lowering, layout.Rows);
        var absent = AbsentStep.Of(variant, lowering);
        Forward = new StepMethod(variant.Layer, variant.Name, _ => summary, step.Kernels, extents, lowering, absent?.Forward(variant, layout.Rows));
        StepBufferRows = layout.Rows;
        this.lowering = lowering;
        Adjoints = group.AdjointsOf(variant).ToDictionary(adjoint => adjoint, adjoint => new AdjointPlan(adjoint, Forward, step.Locations, extents, lowering));
    }

    public StepVariant Variant { get; }

    public StepMethod Forward { get; }

    /// <summary>Rows of the step buffer this variant uses.</summary>
    public int StepBufferRows { get; }

    public IReadOnlyDictionary<AdjointVariant, AdjointPlan> Adjoints { get; }

    private static string Summary(StepVariant variant)
    {
        string[] facts =
        [
            .. variant.States.Count > 0 && variant.States.All(state => state.IsZero) ? new[] { "the states are zero" } : [],
            .. variant.Inputs.Where(input => input.IsZero).Select(_ => "the input is zero"),
            .. variant.Inputs.Any(static input => input.IsOne) ? new[] { "nothing is masked" } : [],
            .. Programs.Ports.Of(variant.Layer).Where((_, index) => !variant.Used[index]).Select(result => "nobody uses " + result.Name),
        ];
        return $"One step of {variant.Layer.Name}{(facts.Length > 0 ? ", where " + string.Join(" and ", facts) : "")}.";
    }

    /// <summary>Where a result lies in a step buffer.</summary>
    public int Result(int index) => Result(lowering, Variant.Layer, Place.StepBuffer, index).Row;

    /// <summary>Rows at the start of a step buffer that hold the results.</summary>
    public static int ResultRows(Lowering lowering, Layer layer) => ResultRow(lowering, layer, Ports.Count(layer));

    /// <summary>Rows that a layer's states take.</summary>
    public static int StateRows(Lowering lowering, Layer layer) => ResultRow(lowering, layer, layer.States.Count);

    /// <summary>The row of result <paramref name="index"/> in a step buffer: those before it take theirs. States come first, and their gradients lie likewise.</summary>
    public static int ResultRow(Lowering lowering, Layer layer, int index)
    {
        int row = 0;
        for (int earlier = 0; earlier < index; earlier++)
        {
            row += lowering.Rows(Ports.Length(layer, earlier));
        }

        return row;
    }

    /// <summary>Where result <paramref name="index"/> lies in a step buffer, or a state's gradient among those of the states.</summary>
    public static Location Result(Lowering lowering, Layer layer, Place place, int index) =>
        new(new Origin(place), ResultRow(lowering, layer, index));

    /// <summary>A value with its place; the parts of a concatenation, each with its own.</summary>
    public static IEnumerable<(Node Value, Location Location)> Parts((Node Value, Location Location) delivery)
    {
        if (delivery.Value.Operator != Operator.Concat)
        {
            return [delivery];
        }

        int first = 0;
        var parts = new List<(Node, Location)>();
        foreach (Node part in delivery.Value.Operands)
        {
            parts.AddRange(Parts((part, delivery.Location.Shift(first))));
            first += part.Length;
        }

        return parts;
    }

    /// <summary>Adds what lies in memory as a part of a value that does.</summary>
    public static void AddSlices(Dictionary<Node, Location> inMemory, StepGraph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Operator == Operator.Slice && inMemory.TryGetValue(node.Operands[0], out Location? whole))
            {
                inMemory[node] = whole.Shift((int)node.Value);
            }
        }
    }

    public static void AddInputs(Dictionary<Node, Location> inMemory, IReadOnlyList<Node?> nodes, Func<int, Location> location)
    {
        for (int index = 0; index < nodes.Count; index++)
        {
            if (nodes[index] is { Operator: Operator.Input } node)
            {
                inMemory[node] = location(index);
            }
        }
    }
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>The loops of one step method, with every value's place in memory.</summary>
internal sealed class StepPlan
{
    private readonly Dictionary<Node, Location> locations;
    private readonly IReadOnlyList<(Node Value, Location Location)> deliveries;
    private readonly Dictionary<Node, Location> inMemory;
    private readonly LoopFusion fusion;
    private readonly Lowering lowering;

    /// <summary>Values whose place is taken and that are read later: from copies.</summary>
    private readonly List<Node> copied = [];

    /// <summary>Summands that lie where the sum will be.</summary>
    private readonly List<Node> begun = [];

    /// <summary>Values that lie where another one will be.</summary>
    private readonly HashSet<Node> guests = [];

    /// <summary>Values that must be in memory afterwards.</summary>
    private readonly HashSet<Node> kept;

    /// <param name="lowering">What the lanes hold.</param>
    /// <param name="buffer">The step buffer that new values are stored in.</param>
    /// <param name="inMemory">Where values are before the step begins.</param>
    /// <param name="deliveries">Values with a fixed destination.</param>
    /// <param name="stored">Values that must be in memory afterwards, wherever; in the order in which they should lie.</param>
    /// <param name="passing">Values in memory whose place a delivery takes: whoever reads them later than in the first loops reads a copy.</param>
    public StepPlan(
        Lowering lowering,
        StepBufferLayout buffer,
        Dictionary<Node, Location> inMemory,
        IReadOnlyList<(Node Value, Location Location)> deliveries,
        IReadOnlyList<Node> stored,
        IReadOnlyList<Node> passing)
    {
        this.lowering = lowering;
        this.inMemory = inMemory;
        locations = new Dictionary<Node, Location>(inMemory);
        fusion = new LoopFusion([.. deliveries.Select(delivery => delivery.Value), .. stored], inMemory, passing);
        foreach (Node value in passing.Where(value => stored.Contains(value) || fusion.IsReadAfterFirstLoops(value)))
        {
            locations.Remove(value);
            copied.Add(value);
        }

        // A constant or a parameter that must be in memory is a delivery like any other.
        this.deliveries = [.. deliveries, .. copied.Concat(stored
            .Where(value => value.Operator.IsLeaf() && !inMemory.ContainsKey(value)))
            .Select(value => (value, buffer.Allocate(value.Length)))];
        foreach ((Node value, Location location) in this.deliveries)
        {
            // A value with two destinations is read from the first.
            if (!locations.ContainsKey(value))
            {
                locations.Add(value, location);
            }
        }

        kept = [.. stored, .. this.deliveries.Select(delivery => delivery.Value)];
        PlaceValues(buffer, stored);
        (Kernels, PlaceCheck check) = Ordered(buffer);
        if (begun.Count > 0 && check.Fault is not null)
        {
            foreach (Node value in begun)
            {
                locations[value] = buffer.Allocate(value.Length);
            }

            begun.Clear();
            (Kernels, check) = Ordered(buffer);
        }

        string? fault = check.Fault ?? kept.Where(value => !check.Holds(value, locations[value])).Select(static value => $"{value} is gone.").FirstOrDefault();
        if (fault is not null)
        {
            throw new InvalidOperationException(fault);
        }

        Locations = locations.Where(place => check.Holds(place.Key, place.Value)).ToDictionary(static place => place.Key, static place => place.Value);
    }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>Where each stored value is afterwards, those of before the step included.</summary>
    public Dictionary<Node, Location> Locations { get; }

    private void PlaceValues(StepBufferLayout buffer, IReadOnlyList<Node> stored)
    {
        // Gates in the order of their weights: rows that lie side by side become one product.
        Node[] products = [.. fusion.Computed.Where(node => fusion.AffineOf(node) is not null)
            .OrderBy(node => fusion.AffineOf(node)!.Products[0].Block!.Offset)];
        IEnumerable<Node> others = fusion.Computed.Where(fusion.CrossesLoops);
        foreach (Node node in stored.Concat(products).Concat(others))
        {
            if (!locations.ContainsKey(node))
            {
                if (!kept.Contains(node) && HandedOnSum(node) is { } sum)
                {
                    locations.Add(node, locations[sum]);
                    begun.Add(node);
                }
                else
                {
                    locations.Add(node, (kept.Contains(node) ? null : LaterPlace(node)) ?? buffer.Allocate(node.Length));
                }
            }
        }
    }

    /// <summary>The kernels in order, and what is wrong with their places: before the passes or after them.</summary>
    private (IReadOnlyList<Kernel> Kernels, PlaceCheck Check) Ordered(StepBufferLayout buffer)
    {
        ProductKernel[] products = [.. fusion.Computed.Where(node => fusion.AffineOf(node) is not null).Select(node => Product(node, fusion.AffineOf(node)!))];
        ElementwiseKernel[] loops = [.. Loops()];
        PlaceCheck before = Check([.. products, .. loops]);
        Passes passes = lowering.Target.Passes;
        loops = [.. loops.SelectMany(loop => passes.SplitLoops ? Split(loop) : [loop])];
        ProductKernel[] others =
        [
            .. products.Where(static product => !product.IsGate).OrderBy(static product => product.Stage)
                .ThenBy(static product => product.Destination.Origin.Place).ThenBy(static product => product.Destination.Row),
        ];
        ProductKernel[] gates = [.. products.Where(static product => product.IsGate)];
        Kernel[] kernels =
        [
            .. (passes.MergedProducts ? ProductMerging.Merge(others) : others)
                .Concat(GateFusion.Fuse(gates, loops, others, kept.Contains, lowering.Target))
                .OrderBy(static kernel => kernel.Stage),
        ];
        return (kernels, before.Fault is null ? Check(kernels) : before);

        PlaceCheck Check(IEnumerable<Kernel> kernels) => new(lowering, fusion.AffineOf, locations, inMemory, kernels.OrderBy(static kernel => kernel.Stage));

        IEnumerable<ElementwiseKernel> Split(ElementwiseKernel loop) => LoopSplitting.Split(
            loop, locations, lowering.Limits.MethodOperations, value => FlushedPlace(value) ?? LaterPlace(value) ?? buffer.Allocate(value.Length));
    }

    /// <summary>The product that adds a value to a state's gradient, where nothing else reads the value: the sum may begin with it in its place.</summary>
    private Node? HandedOnSum(Node value) =>
        lowering.Target.Passes.SumsInPlace && fusion.OnlyReader(value) is { } sum && fusion.AffineOf(sum)?.Addends.Contains(value) == true
        && locations.TryGetValue(sum, out Location? location) && location.Origin.Place == Place.StateGradient && !begun.Exists(other => locations[other] == location)
            ? sum
            : null;

    /// <summary>
    /// Where a value may lie until another takes its place: a value that is stored and that, unit by unit, is all that is ever computed from it. So activations lie
    /// where their pre-activations were. Null where there is none, or where something else lies there meanwhile; and where a result will be that is computed
    /// from other values too, because a gate's rows have to follow those of the gate before to be one product with them.
    /// </summary>
    private Location? LaterPlace(Node value)
    {
        if (!lowering.Target.Passes.SharedPlaces)
        {
            return null;
        }

        Node? later = OnlyReader(value);
        bool isAlone = IsFunctionOfOne(later);
        while (later is not null && !locations.ContainsKey(later))
        {
            later = OnlyReader(later);
            isAlone &= IsFunctionOfOne(later);
        }

        if (later is null || !IsInStepBuffer(later)
            || (!isAlone && deliveries.Any(delivery => delivery.Value == later))
            || guests.Any(guest => locations[guest] == locations[later] && !IsReadFor(guest, value)))
        {
            return null;
        }

        guests.Add(value);
        return locations[later];
    }

    private static bool IsFunctionOfOne(Node? node) => node?.Operands.Count(operand => operand.Operator != Operator.Constant) == 1;

    /// <summary>Whether all that is read of <paramref name="guest"/> goes, unit by unit, into <paramref name="value"/>.</summary>
    private bool IsReadFor(Node guest, Node value)
    {
        Node? reader = OnlyReader(guest);
        while (reader is not null && reader != value)
        {
            reader = OnlyReader(reader);
        }

        return reader is not null;
    }

    /// <summary>The one value that reads another, unit by unit; null where there is none.</summary>
    private Node? OnlyReader(Node node) =>
        fusion.OnlyReader(node) is { } reader && reader.Operator.IsElementwise() && fusion.AffineOf(reader) is null && reader.Length == node.Length ? reader : null;

    /// <summary>Where the flushed form of a state will be: until then the state itself may lie there.</summary>
    private Location? FlushedPlace(Node state) =>
        fusion.Computed.FirstOrDefault(node => node.Operator == Operator.FlushToZero && node.Operands[0] == state) is { } flushed
            && locations.TryGetValue(flushed, out Location? location) ? location : null;

    private bool IsInStepBuffer(Node node) => locations[node].Origin.Place is Place.StepBuffer or Place.RowGradient;

    private ProductKernel Product(Node node, Affine affine) => new(
        fusion.Stage(node),
        lowering.Rows(node.Length),
        [.. lowering.Vectors([.. affine.Parameters.Select(static parameter => parameter.Block!)])],
        [.. affine.Addends.Select(addend => locations[addend])],
        [.. affine.Products.Select(product => lowering.Term(product, locations[product.Operands[0]]))],
        locations[node],
        [node]);

    /// <summary>Elementwise values, a loop for each stage and length; values that are delivered as they are, are copied in the first stage.</summary>
    private IEnumerable<ElementwiseKernel> Loops()
    {
        var loops = new List<(int Stage, int Extent, List<Node> Nodes)>();
        foreach (Node node in fusion.Computed)
        {
            if (fusion.AffineOf(node) is null)
            {
                Nodes(fusion.Stage(node), LoopFusion.Extent(node)).Add(node);
            }
        }

        int copying = 0;
        foreach ((Node value, Location location) in deliveries)
        {
            if (!fusion.IsComputed(value))
            {
                // A part of a concatenation that begins within a vector goes where the padding of the part before has been stored: after that.
                copying += copying > 0 || location.Row % lowering.Rows(1) != 0 ? 1 : 0;
                if (Nodes(copying, value.Length) is var nodes && !nodes.Contains(value))
                {
                    nodes.Add(value);
                }
            }
        }

        return loops.Select(loop => Loop(loop.Stage, loop.Extent, loop.Nodes));

        List<Node> Nodes(int stage, int extent)
        {
            int index = loops.FindIndex(loop => loop.Stage == stage && loop.Extent == extent);
            if (index < 0)
            {
                index = loops.Count;
                loops.Add((stage, extent, []));
            }

            return loops[index].Nodes;
        }
    }

    private ElementwiseKernel Loop(int stage, int extent, List<Node> nodes)
    {
        IReadOnlyList<Node> values = lowering.Order(nodes.FindAll(fusion.IsComputed));
        var own = new HashSet<Node>(values.Where(value => !value.Operator.IsReduction()));
        var loads = new Dictionary<Node, Location>();
        var parameters = new Dictionary<Node, int>();
        foreach (Node value in values)
        {
            for (int operand = 0; operand < value.Operands.Count; operand++)
            {
                Read(value.Operands[operand]);
            }
        }

        var stores = new List<(Node, Location)>();
        foreach (Node node in nodes)
        {
            if (!fusion.IsComputed(node))
            {
                Read(node);
            }
            else if (locations.TryGetValue(node, out Location? location))
            {
                stores.Add((node, location));
            }

            foreach ((Node Value, Location Location) delivery in deliveries)
            {
                if (delivery.Value == node && !stores.Contains(delivery))
                {
                    stores.Add(delivery);
                }
            }
        }

        return new ElementwiseKernel(stage, extent, values, loads, parameters, stores, lowering.LoadsWhereRead);

        void Read(Node node)
        {
            if (node.Operator == Operator.Parameter)
            {
                parameters[node] = lowering.Vector(node.Block!);
            }
            else if ((!node.Operator.IsLeaf() || node.Operator == Operator.Input) && !own.Contains(node))
            {
                loads[node] = stage == 0 && copied.Contains(node) ? inMemory[node] : locations[node];
            }
        }
    }
}

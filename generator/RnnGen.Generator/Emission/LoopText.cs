using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>Prints an elementwise loop: loads, expressions, stores.</summary>
internal sealed class LoopText
{
    private readonly CodeWriter code;
    private readonly LaneText lanes;
    private readonly Layer layer;
    private readonly ElementwiseKernel kernel;
    private readonly KernelNames names;
    private readonly ExpressionText expressions;

    /// <summary>How often each value is an operand in this loop.</summary>
    private readonly Dictionary<Node, int> uses = [];

    public LoopText(CodeWriter code, LaneText lanes, Layer layer, ElementwiseKernel kernel, IEnumerable<string> reserved)
    {
        this.code = code;
        this.lanes = lanes;
        this.layer = layer;
        this.kernel = kernel;
        names = new KernelNames(reserved);
        expressions = new ExpressionText(names, lanes, kernel.Parameters);
        foreach (Node value in kernel.Values)
        {
            for (int operand = 0; operand < value.Operands.Count; operand++)
            {
                Node used = value.Operands[operand];
                uses[used] = Uses(used) + 1;
            }
        }
    }

    public void Print()
    {
        Node[] reductions = [.. kernel.Values.Where(value => value.Operator.IsReduction())];
        Node[] constants = Constants();
        KeyValuePair<Node, Location>[] singles = [.. Loads(single: true)];
        if (reductions.Length + constants.Length + singles.Length == 0 && kernel.Units > 1)
        {
            PrintLoop();
            return;
        }

        // Braces around what stands outside the loop: its names are free again afterwards.
        using (code.Block())
        {
            foreach (Node constant in constants)
            {
                code.Line($"TLanes {names.Name(constant)} = TLanes.Broadcast({Literal.Of(constant.Value)});");
            }

            foreach (KeyValuePair<Node, Location> load in singles)
            {
                code.Line($"TLanes {names.Name(load.Key)} = {lanes.LoadSingle(Reference(load.Value), load.Value.Row)};");
            }

            foreach (Node reduction in reductions)
            {
                string start = reduction.Operator == Operator.Sum ? "0f" : "float.NegativeInfinity";
                code.Line($"TLanes {names.Name(reduction)} = TLanes.Broadcast({start});");
            }

            PrintLoop();
            foreach (Node reduction in reductions)
            {
                if (lanes.Finish(reduction.Operator, names.Of(reduction)) is { } finish)
                {
                    code.Line(finish);
                }

                PrintStores(reduction, "0");
            }
        }
    }

    private void PrintLoop()
    {
        if (kernel.Units == 1)
        {
            PrintUnit("0");
            return;
        }

        using (code.Block(lanes.Loop(kernel.Units)))
        {
            PrintUnit("unit");
        }
    }

    private Node[] Constants() =>
    [
        .. kernel.Values.SelectMany(value => value.Operands)
            .Concat(kernel.Stores.Select(store => store.Value))
            .Where(node => node.Operator == Operator.Constant)
            .Distinct(),
    ];

    private void PrintUnit(string unit)
    {
        if (unit == "0" && kernel.Values.Concat(kernel.Stores.Select(store => store.Value)).Any(UsesUnit))
        {
            code.Line("const int unit = 0;");
        }

        foreach (KeyValuePair<Node, Location> load in Loads(single: false))
        {
            code.Line($"TLanes {names.Name(load.Key)} = {(load.Key.Length == 1 ? lanes.LoadSingle(Reference(load.Value), load.Value.Row) : lanes.Load(Reference(load.Value), Literal.Sum(load.Value.Row, unit)))};");
        }

        foreach (Node value in kernel.Values)
        {
            if (value.Operator.IsReduction())
            {
                code.Line(lanes.Reduce(value.Operator, names.Of(value), expressions.Text(value.Operands[0]), kernel.Units));
            }
            else if (!IsInlined(value))
            {
                string definition = expressions.Definition(value);
                code.Line($"TLanes {names.Name(value)} = {definition};");
            }
        }

        foreach (Node value in kernel.Stores.Select(store => store.Value).Distinct().Where(value => !value.Operator.IsReduction()))
        {
            PrintStores(value, unit);
        }
    }

    private void PrintStores(Node value, string unit)
    {
        foreach ((Node stored, Location location) in kernel.Stores)
        {
            if (stored == value)
            {
                code.Line(lanes.Store(Reference(location), Literal.Sum(location.Row, unit), expressions.Text(value)));
            }
        }
    }

    /// <summary>Values read in this loop; single units are read before it.</summary>
    private IEnumerable<KeyValuePair<Node, Location>> Loads(bool single) =>
        kernel.Loads.Where(load => (load.Key.Length == 1 && kernel.Units > 1) == single).OrderBy(load => load.Key.Id);

    /// <summary>A value without a name that is read once stands where it is read, and a flushed state that is only stored where it is stored.</summary>
    private bool IsInlined(Node value) =>
        value.Operator == Operator.FlushToZero
            ? Uses(value) == 0 && kernel.Stores.Count(store => store.Value == value) == 1
            : value.Name.Length == 0 && Uses(value) == 1 && kernel.Stores.All(store => store.Value != value);

    private int Uses(Node value) => uses.TryGetValue(value, out int count) ? count : 0;

    private static bool UsesUnit(Node node) =>
        node.Operator is Operator.UnitIndex or Operator.Parameter || node.Operands.Any(operand => operand.Operator is Operator.UnitIndex or Operator.Parameter);

    private string Reference(Location location) => OriginNames.Reference(layer, location.Origin);
}

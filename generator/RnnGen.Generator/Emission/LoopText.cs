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
    private readonly LoopSchedule schedule;
    private readonly CellText? cell;

    /// <param name="code">Where to.</param>
    /// <param name="lanes">How loops over units are written.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="kernel">The loop.</param>
    /// <param name="reserved">Names that are taken.</param>
    /// <param name="cell">Prints the gates that the loop begins with; null where there are none.</param>
    public LoopText(CodeWriter code, LaneText lanes, Layer layer, ElementwiseKernel kernel, IEnumerable<string> reserved, CellText? cell = null)
    {
        this.code = code;
        this.lanes = lanes;
        this.layer = layer;
        this.kernel = kernel;
        names = new KernelNames(reserved);
        expressions = new ExpressionText(names, lanes, kernel.Parameters);
        schedule = new LoopSchedule(kernel, cell?.Kernel);
        this.cell = cell;
    }

    public void Print()
    {
        Node[] reductions = [.. kernel.Values.Where(value => value.Operator.IsReduction())];
        Node[] constants = Constants();
        KeyValuePair<Node, Location>[] singles = [.. schedule.LoadsBeforeLoop];
        cell?.PrintComment();
        if (reductions.Length + constants.Length + singles.Length == 0 && kernel.Units > 1 && cell is not { Kernel.Alternates: true })
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

                foreach ((_, Location location) in kernel.Stores.Where(store => store.Value == reduction))
                {
                    code.Line(lanes.Store(Reference(location), Literal.Of(location.Row), names.Of(reduction)));
                }
            }
        }
    }

    private void PrintLoop()
    {
        if (kernel.Units == 1)
        {
            PrintUnit("0");
        }
        else if (cell is { Kernel.Alternates: true })
        {
            cell.PrintOrder();
            using (code.Block(cell.LoopEitherWay))
            {
                code.Line(cell.UnitEitherWay);
                PrintUnit("unit");
            }
        }
        else
        {
            using (code.Block(lanes.Loop(kernel.Units)))
            {
                PrintUnit("unit");
            }
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
        if (unit == "0" && kernel.Values.Concat(kernel.Stores.Select(store => store.Value)).Except(cell?.Kernel.Gates.Select(CellKernel.ValueOf) ?? []).Any(UsesUnit))
        {
            code.Line("const int unit = 0;");
        }

        foreach (LoopAction action in schedule.Actions)
        {
            switch (action)
            {
                case Load load:
                    code.Line($"TLanes {names.Name(load.Value)} = {(load.Value.Length == 1 ? lanes.LoadSingle(Reference(load.From), load.From.Row) : lanes.Load(Reference(load.From), Literal.Sum(load.From.Row, unit)))};");
                    break;
                case Computation { Value: var value } when value.Operator.IsReduction():
                    code.Line(lanes.Reduce(value.Operator, names.Of(value), expressions.Text(value.Operands[0]), kernel.Units));
                    break;
                case Computation { Value: var value }:
                    string definition = expressions.Definition(value);
                    code.Line($"TLanes {names.Name(value)} = {definition};");
                    break;
                case Summation sum:
                    cell!.PrintGates(sum.Gates, names, unit);
                    break;
                case Store store:
                    code.Line(lanes.Store(Reference(store.To), Literal.Sum(store.To.Row, unit), expressions.Text(store.Value)));
                    break;
            }
        }
    }

    private static bool UsesUnit(Node node) =>
        node.Operator is Operator.UnitIndex or Operator.Parameter || node.Operands.Any(operand => operand.Operator is Operator.UnitIndex or Operator.Parameter);

    private string Reference(Location location) => OriginNames.Reference(layer, location.Origin);
}

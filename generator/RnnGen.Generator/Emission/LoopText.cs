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
    private readonly LoopSchedule schedule;
    private readonly CellText? cell;
    private readonly int vectors;

    /// <param name="code">Where to.</param>
    /// <param name="lanes">How loops over units are written.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="kernel">The loop.</param>
    /// <param name="reserved">Names that are taken.</param>
    /// <param name="cell">Prints the gates that the loop begins with; null where there are none.</param>
    /// <param name="vectors">Vectors of units that the body works on at the same time, one or two.</param>
    public LoopText(CodeWriter code, LaneText lanes, Layer layer, ElementwiseKernel kernel, IEnumerable<string> reserved, CellText? cell = null, int vectors = 1)
    {
        this.code = code;
        this.lanes = lanes;
        this.layer = layer;
        this.kernel = kernel;
        names = new KernelNames(reserved);
        schedule = new LoopSchedule(kernel, cell?.Kernel);
        this.cell = cell;
        this.vectors = vectors;
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
            PrintUnits(Vectors("0"));
        }
        else if (cell is { Kernel.Alternates: true })
        {
            cell.PrintOrder();
            using (code.Block(cell.LoopEitherWay))
            {
                code.Line(cell.UnitEitherWay);
                PrintUnits(Vectors("unit"));
            }
        }
        else if (vectors == 2)
        {
            using (code.Block(cell!.LoopOverTwo))
            {
                code.Line(CellText.Second);
                PrintUnits(Vectors("unit", "second"));
            }
        }
        else
        {
            using (code.Block(lanes.Loop(kernel.Units)))
            {
                PrintUnits(Vectors("unit"));
            }
        }
    }

    /// <summary>Vectors of units that a body works on at the same time.</summary>
    private IReadOnlyList<UnitVector> Vectors(params string[] units) =>
        [.. names.Of(units.Length).Zip(units, (own, unit) => new UnitVector(unit, own, new ExpressionText(own, lanes, kernel.Parameters, unit == "0" ? "unit" : unit)))];

    private Node[] Constants() =>
    [
        .. kernel.Values.SelectMany(value => value.Operands)
            .Concat(kernel.Stores.Select(store => store.Value))
            .Where(node => node.Operator == Operator.Constant)
            .Distinct(),
    ];

    /// <summary>Prints each action for every vector before the next one, so that their chains of operations are under way together.</summary>
    private void PrintUnits(IReadOnlyList<UnitVector> vectors)
    {
        if (vectors[0].Unit == "0" && kernel.Values.Concat(kernel.Stores.Select(store => store.Value)).Except(cell?.Kernel.Gates.Select(CellKernel.ValueOf) ?? []).Any(UsesUnit))
        {
            code.Line("const int unit = 0;");
        }

        foreach (LoopAction action in schedule.Actions)
        {
            if (action is Summation sum)
            {
                cell!.PrintGates(sum.Gates, vectors);
                continue;
            }

            foreach (UnitVector vector in vectors)
            {
                Print(action, vector);
            }
        }
    }

    private void Print(LoopAction action, UnitVector vector)
    {
        (string unit, KernelNames own, ExpressionText expressions) = vector;
        switch (action)
        {
            case Load load:
                code.Line($"TLanes {own.Name(load.Value)} = {(load.Value.Length == 1 ? lanes.LoadSingle(Reference(load.From), load.From.Row) : lanes.Load(Reference(load.From), Literal.Sum(load.From.Row, unit)))};");
                break;
            case Computation { Value: var value } when value.Operator.IsReduction():
                code.Line(lanes.Reduce(value.Operator, own.Of(value), expressions.Text(value.Operands[0]), kernel.Units));
                break;
            case Computation { Value: var value }:
                string definition = expressions.Definition(value);
                code.Line($"TLanes {own.Name(value)} = {definition};");
                break;
            case Store store:
                code.Line(lanes.Store(Reference(store.To), Literal.Sum(store.To.Row, unit), expressions.Text(store.Value)));
                break;
        }
    }

    private static bool UsesUnit(Node node) =>
        node.Operator is Operator.UnitIndex or Operator.Parameter || node.Operands.Any(operand => operand.Operator is Operator.UnitIndex or Operator.Parameter);

    private string Reference(Location location) => OriginNames.Reference(layer, location.Origin);
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Follows the kernels of a step through memory: whatever one reads must have been written, and nothing may have taken its place since. It is asked before the
/// passes over kernels and after them.
/// </summary>
internal sealed class PlaceCheck
{
    private readonly Lowering lowering;
    private readonly Func<Node, Affine?> sumOf;
    private readonly IReadOnlyDictionary<Node, Location> locations;
    private readonly HashSet<(Node Value, Location Location)> held;

    /// <param name="lowering">What the lanes hold.</param>
    /// <param name="sumOf">The sum of products that a value is; null for other values.</param>
    /// <param name="locations">Where products find values.</param>
    /// <param name="before">What is in memory before the step.</param>
    /// <param name="kernels">The kernels, in order.</param>
    public PlaceCheck(
        Lowering lowering,
        Func<Node, Affine?> sumOf,
        IReadOnlyDictionary<Node, Location> locations,
        IReadOnlyDictionary<Node, Location> before,
        IEnumerable<Kernel> kernels)
    {
        (this.lowering, this.sumOf, this.locations) = (lowering, sumOf, locations);
        held = [.. before.Select(static place => (place.Key, place.Value))];
        foreach (Kernel kernel in kernels)
        {
            Run(kernel);
        }
    }

    /// <summary>The first thing that is wrong; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether a value is in its place after the step.</summary>
    public bool Holds(Node value, Location location) => held.Contains((value, location));

    private void Run(Kernel kernel)
    {
        switch (kernel)
        {
            case ProductKernel product:
                ReadSummands(product);
                CheckSources(product, product.Destination, product.Rows);
                int row = 0;
                foreach (Node node in product.Nodes)
                {
                    Write(node, product.Destination.Shift(row));
                    row += lowering.Rows(node.Length);
                }

                break;
            case ElementwiseKernel loop:
                Run(loop, null);
                break;
            case GateKernel gateKernel:
                Run(gateKernel.Loop, gateKernel);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "Is not part of a step.");
        }
    }

    private void Run(ElementwiseKernel loop, GateKernel? gateKernel)
    {
        foreach (LoopAction action in Actions(loop, gateKernel))
        {
            switch (action)
            {
                case ValueRead load:
                    Read(load.Value, load.From);
                    break;
                case Summation sum:
                    foreach (ProductKernel gate in sum.Gates)
                    {
                        ReadSummands(gate);
                    }

                    break;
                case ValueWrite store:
                    Write(store.Value, store.To);
                    break;
            }
        }

        // Reductions are there when the loop has ended.
        foreach ((Node reduction, Location location) in loop.Stores.Where(static store => store.Value.Operator.IsReduction()))
        {
            Write(reduction, location);
        }

        foreach ((Node value, Location location) in loop.Stores.Where(static store => !store.Value.Operator.IsReduction()))
        {
            CheckUnits(value, location, loop, gateKernel);
        }
    }

    /// <summary>What a loop does to a unit, as far as memory goes: what it reads once before is read first.</summary>
    private static IEnumerable<LoopAction> Actions(ElementwiseKernel loop, GateKernel? gateKernel)
    {
        if (!loop.LoadsWhereRead)
        {
            return
            [
                .. loop.Loads.Select(static load => new ValueRead(load.Key, load.Value)),
                .. loop.Stores.Select(static store => new ValueWrite(store.Value, store.Location)),
            ];
        }

        var schedule = new LoopSchedule(loop, gateKernel);
        return [.. schedule.LoadsBeforeLoop.Select(static load => new ValueRead(load.Key, load.Value)), .. schedule.Actions];
    }

    /// <summary>
    /// One unit must not write what another reads: loops go through units in any order. Where both are the same unit of a row it does not; gates read all rows.
    /// </summary>
    private void CheckUnits(Node value, Location to, ElementwiseKernel loop, GateKernel? gateKernel)
    {
        int rows = lowering.Rows(value.Length);
        foreach (KeyValuePair<Node, Location> load in loop.Loads.Where(static load => load.Key.Length > 1))
        {
            Require(load.Value == to || !Overlap(to, rows, load.Value, load.Key.Length), value, "is stored where other units are read");
        }

        foreach ((Node other, Location place) in loop.Stores)
        {
            Require(place == to || other == value || !Overlap(to, rows, place, lowering.Rows(other.Length)), value, "is stored across another value");
        }

        foreach (ProductKernel gate in gateKernel?.Gates ?? [])
        {
            CheckSources(gate, to, rows);
        }
    }

    private void ReadSummands(ProductKernel product)
    {
        foreach (Affine sum in product.Nodes.Select(node => sumOf(node)!))
        {
            foreach (Node addend in sum.Addends)
            {
                Read(addend, locations[addend]);
            }

            foreach (Node factor in sum.Products.Select(static product => product.Operands[0]))
            {
                Read(factor, locations[factor]);
            }
        }
    }

    /// <summary>Rows are summed one after the other, and each of them from the whole vector.</summary>
    private void CheckSources(ProductKernel product, Location to, int rows)
    {
        foreach (ProductTerm term in product.Terms)
        {
            for (int repeat = 0; repeat < term.Repeats; repeat++)
            {
                Location source = term.Source.Shift(repeat * term.SourceStep);
                Require(!Overlap(to, rows, source, term.Inner), product.Nodes[0], "takes the place of what is multiplied");
            }
        }
    }

    private void Read(Node value, Location from) => Require(held.Contains((value, from)), value, "is read where it is not, or no longer");

    private void Write(Node value, Location to)
    {
        int rows = lowering.Rows(value.Length);
        held.RemoveWhere(other => Overlap(to, rows, other.Location, other.Value.Length));
        held.Add((value, to));
    }

    private void Require(bool holds, Node value, string otherwise) => Fault ??= holds ? null : $"{value} {otherwise}.";

    private static bool Overlap(Location one, int rows, Location other, int otherRows) =>
        one.Origin == other.Origin && one.Row < other.Row + otherRows && other.Row < one.Row + rows;
}

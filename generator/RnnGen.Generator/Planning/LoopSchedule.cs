using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>The order in which the body of a loop loads, computes and stores.</summary>
internal sealed class LoopSchedule
{
    private readonly ElementwiseKernel kernel;
    private readonly Dictionary<Node, int> uses = [];
    private readonly List<LoopAction> actions = [];
    private readonly HashSet<Node> present;
    private readonly HashSet<Node> computed;
    private readonly List<KeyValuePair<Node, Location>> loads;
    private readonly List<(Node Value, Location Location)> stores;
    private readonly List<IReadOnlyList<ProductKernel>> deferred;

    /// <param name="kernel">The loop.</param>
    /// <param name="gateKernel">The gate kernel that it is part of, whose gates it finds in variables; null where there is none.</param>
    public LoopSchedule(ElementwiseKernel kernel, GateKernel? gateKernel = null)
    {
        this.kernel = kernel;
        foreach (Node value in kernel.Values)
        {
            for (int operand = 0; operand < value.Operands.Count; operand++)
            {
                Node used = value.Operands[operand];
                uses[used] = Uses(used) + 1;
            }
        }

        computed = [.. kernel.Values];
        Node[] statements = [.. kernel.Values.Where(value => !IsInlined(value))];
        present = [.. LoadsBeforeLoop.Select(load => load.Key)];
        deferred = [.. gateKernel?.Groups ?? []];
        SumNext();
        loads = [.. kernel.Loads.Where(load => !IsBeforeLoop(load.Key)).OrderBy(load => load.Key.Id)];
        stores = [.. kernel.Stores.Where(store => !store.Value.Operator.IsReduction())];
        if (kernel.LoadsWhereRead)
        {
            Store();
            foreach (Node value in statements)
            {
                Read(value);
                Compute(value);
                Store();
                if (deferred.Count > 0
                    && gateKernel!.Gates.Where(gate => present.Contains(GateKernel.ValueOf(gate))).SelectMany(gateKernel.Readers).All(IsThere))
                {
                    SumNext();
                }
            }
        }

        // What is only copied is left, or everything.
        while (deferred.Count > 0)
        {
            SumNext();
        }

        foreach (Node value in loads.Select(load => load.Key).ToArray())
        {
            Read(value);
        }

        foreach (Node value in statements.Where(value => !present.Contains(value)))
        {
            Compute(value);
        }

        Store();
    }

    /// <summary>What the body does, in order.</summary>
    public IReadOnlyList<LoopAction> Actions => actions;

    /// <summary>Values read once before the loop: those of a single unit.</summary>
    public IEnumerable<KeyValuePair<Node, Location>> LoadsBeforeLoop => kernel.Loads.Where(load => IsBeforeLoop(load.Key)).OrderBy(load => load.Key.Id);

    /// <summary>
    /// Whether a value stands where it is read or stored and not in a variable: one without a name that is read once, or a flushed value that is only stored.
    /// </summary>
    public bool IsInlined(Node value) =>
        value.Operator == Operator.FlushToZero
            ? Uses(value) == 0 && kernel.Stores.Count(store => store.Value == value) == 1
            : value.Name.Length == 0 && !value.Operator.IsReduction() && Uses(value) == 1 && kernel.Stores.All(store => store.Value != value);

    private int Uses(Node value) => uses.TryGetValue(value, out int count) ? count : 0;

    private bool IsBeforeLoop(Node loaded) => loaded.Length == 1 && kernel.Units > 1;

    /// <summary>Sums the next group of gates: as soon as what reads those before is computed, because operations that wait keep products behind them out of the processor's schedulers.</summary>
    private void SumNext()
    {
        if (deferred.Count > 0)
        {
            actions.Add(new Summation(deferred[0]));
            present.UnionWith(deferred[0].Select(GateKernel.ValueOf));
            deferred.RemoveAt(0);
        }
    }

    private void Compute(Node value)
    {
        actions.Add(new Computation(value));
        present.Add(value);
    }

    /// <summary>Loads a value, or what it is computed from.</summary>
    private void Read(Node value)
    {
        int index = loads.FindIndex(load => load.Key == value);
        if (deferred.Exists(group => group.Any(gate => GateKernel.ValueOf(gate) == value)))
        {
            while (!present.Contains(value))
            {
                SumNext();
            }
        }
        else if (index >= 0)
        {
            actions.Add(new ValueRead(value, loads[index].Value));
            loads.RemoveAt(index);
            present.Add(value);
        }
        else if (!present.Contains(value) && computed.Contains(value))
        {
            for (int operand = 0; operand < value.Operands.Count; operand++)
            {
                Read(value.Operands[operand]);
            }
        }
    }

    /// <summary>Stores what is there, unless something is still to be loaded from its place or to be stored there before it.</summary>
    private void Store()
    {
        for (int index = 0; index < stores.Count; index++)
        {
            (Node value, Location location) = stores[index];
            if (IsThere(value) && loads.TrueForAll(load => load.Value != location) && stores.FindIndex(store => store.Location == location) == index)
            {
                actions.Add(new ValueWrite(value, location));
                stores.RemoveAt(index--);
            }
        }
    }

    private bool IsThere(Node value) =>
        present.Contains(value)
        || (value.Operator.IsLeaf() && !kernel.Loads.ContainsKey(value))
        || (computed.Contains(value) && IsInlined(value) && value.Operands.All(IsThere));
}

/// <summary>Something that the body of a loop does.</summary>
internal abstract record LoopAction;

/// <summary>Reads a value from memory.</summary>
internal sealed record ValueRead(Node Value, Location From) : LoopAction;

/// <summary>Sums the products of gates.</summary>
internal sealed record Summation(IReadOnlyList<ProductKernel> Gates) : LoopAction;

/// <summary>Computes a value into a variable, or takes it into a reduction.</summary>
internal sealed record Computation(Node Value) : LoopAction;

/// <summary>Writes a value to memory.</summary>
internal sealed record ValueWrite(Node Value, Location To) : LoopAction;

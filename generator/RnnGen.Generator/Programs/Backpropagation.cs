using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Walks calls backwards and finds, for each, where gradients of its results come from and which gradients of its inputs and states
/// anybody asks for.
/// </summary>
internal sealed class Backpropagation
{
    /// <summary>Calls whose output has a gradient from what uses it: of several users the first writes it, the others add theirs.</summary>
    private readonly HashSet<StepCall> fromAbove;

    /// <summary>Steps of the network's input that have a gradient from what reads them.</summary>
    private readonly HashSet<int> ofInputs = [];

    /// <summary>Calls and states with a gradient from the next step.</summary>
    private readonly HashSet<(StepCall Call, int State)> fromNext = [];

    private readonly Dictionary<(StepVariant Step, bool Above, bool IsCut, EquatableArray<bool> Next, EquatableArray<int> Inputs), AdjointVariant> variants = [];
    private readonly UniqueNames names;
    private readonly int truncatedSteps;

    private Backpropagation(IEnumerable<StepCall> seeded, Network network, UniqueNames names)
    {
        this.names = names;
        truncatedSteps = network.Declaration.TruncatedSteps;
        fromAbove = [.. seeded];
    }

    /// <summary>The adjoints of each node's calls, last call first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="nodes">The nodes with their calls.</param>
    /// <param name="names">Takes note of the names of adjoints.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyDictionary<LayerNode, IReadOnlyList<AdjointCall>> Of(
        Network network, IReadOnlyList<UnrolledNode> nodes, UniqueNames names, CancellationToken cancellation)
    {
        var adjoints = new Dictionary<LayerNode, IReadOnlyList<AdjointCall>>();

        // A backward pass begins at the loss or, where the caller has gradients of the outputs, at the final activation. Either is the first to reach the
        // same calls, so that what follows is the same.
        if (network.Output.Programs != ProgramKinds.All)
        {
            UnrolledNode activation = nodes.Single(node => node.Node == network.Output);
            adjoints.Add(activation.Node, new Backpropagation(activation.Calls, network, names).Through(activation));
        }

        var backpropagation = new Backpropagation(nodes.Single(node => node.Node == network.LossNode).Calls, network, names);
        foreach (UnrolledNode node in nodes.Where(static node => node.Node.Programs.HasFlag(ProgramKinds.Train)).Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            adjoints.Add(node.Node, backpropagation.Through(node));
        }

        return adjoints;
    }

    /// <summary>The adjoints of a node's calls, last first. Users of these calls must have had their turn.</summary>
    private IReadOnlyList<AdjointCall> Through(UnrolledNode node)
    {
        bool isCarried = node.Node.InitialState is InitialState.Carried;
        int seeded = node.Calls.Count(fromAbove.Contains);
        var adjoints = new List<AdjointCall>();
        foreach (StepCall call in node.Calls.Reverse())
        {
            bool above = fromAbove.Contains(call);
            bool[] next = [.. call.Layer.States.Select((_, state) => fromNext.Contains((call, state)))];
            bool isLast = adjoints.Count == 0;
            if (!above && !next.Contains(true) && !(isLast && isCarried))
            {
                continue;
            }

            if (isLast && !call.BeginsAtZero && !next.Contains(true))
            {
                // Where a next step would leave gradients are zeros, or the caller's. They are taken like any, so that the last step needs no code of its own.
                next = [.. next.Select(static _ => true)];

                // An output that is a state has the gradient of that state: if no other step has one from above, readers leave it where zeros are.
                above &= isCarried || seeded > 1 || call.Layer.OutputState < 0;
            }

            AdjointVariant variant = Variant(call, above, next);
            Note(call, variant);
            adjoints.Add(new AdjointCall(call, variant));
        }

        return adjoints;
    }

    private AdjointVariant Variant(StepCall call, bool above, bool[] next)
    {
        InputGradientUse[] inputs = [.. call.Inputs.Select(Use)];
        bool isCut = IsCut(call);
        var key = (call.Variant, above, isCut, new EquatableArray<bool>(next), new EquatableArray<int>(inputs.Select(static use => (int)use)));
        if (!variants.TryGetValue(key, out AdjointVariant? variant))
        {
            string name = names.Of(Name(call, above, next) + (inputs.Contains(InputGradientUse.Added) ? "Adding" : "") + (isCut ? "Truncated" : ""));
            variant = new AdjointVariant(call.Variant, above, next, inputs, states: !call.BeginsAtZero && !isCut, name);
            variants.Add(key, variant);
        }

        return variant;
    }

    /// <summary>Whether the gradient ends between a call and the one whose states it continues, which in a reversed layer is the next in time.</summary>
    private bool IsCut(StepCall call) =>
        truncatedSteps > 0 && call.States is StateSource.Of { Call: var previous } && previous.Layer == call.Layer && Math.Max(call.Step, previous.Step) % truncatedSteps == 0;

    private InputGradientUse Use(Operand input) => input switch
    {
        Operand.OutputOf output => fromAbove.Contains(output.Call) ? InputGradientUse.Added : InputGradientUse.Written,
        Operand.NetworkInput read => ofInputs.Contains(read.Step) ? InputGradientUse.Added : InputGradientUse.Written,
        _ => InputGradientUse.None,
    };

    private void Note(StepCall call, AdjointVariant variant)
    {
        for (int input = 0; input < call.Inputs.Count; input++)
        {
            if (variant.InputGradients[input] is not null)
            {
                Note(call.Inputs[input]);
            }
        }

        for (int state = 0; state < variant.StateGradients.Count; state++)
        {
            if (variant.StateGradients[state] is not null && call.States is StateSource.Of previous)
            {
                fromNext.Add((previous.Call, state));
            }
        }
    }

    private void Note(Operand input)
    {
        switch (input)
        {
            case Operand.OutputOf output:
                fromAbove.Add(output.Call);
                break;
            case Operand.NetworkInput read:
                ofInputs.Add(read.Step);
                break;
        }
    }

    /// <summary>Steps without an output get nothing from above. A single step gets nothing from a next one, and a state that is no output nothing at all.</summary>
    private static string Name(StepCall call, bool above, bool[] next)
    {
        int output = Ports.Output(call.Layer);
        string[] missing = [.. Ports.Of(call.Layer)
            .Where((_, index) => !(index < next.Length && next[index]) && !(above && index == output))
            .Select(static result => Identifiers.Pascal(result.Name))];
        return call.Variant.Name + AdjointVariant.Backward + (missing.Length > 0 ? "Without" + string.Concat(missing) : above ? "" : "FromNext");
    }
}

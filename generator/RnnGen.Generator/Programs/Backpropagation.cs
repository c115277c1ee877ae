using RnnGen.Generator.Declarations;

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

    private readonly Dictionary<(StepVariant Step, bool Above, EquatableArray<bool> Next, EquatableArray<int> Inputs), AdjointVariant> variants = [];
    private readonly HashSet<string> names;
    private readonly bool isStateful;

    /// <param name="seeded">Calls whose output gradient is given.</param>
    /// <param name="names">Names of steps and adjoints that are taken.</param>
    /// <param name="isStateful">Whether the last steps' states have gradients that the caller gives.</param>
    public Backpropagation(IEnumerable<StepCall> seeded, HashSet<string> names, bool isStateful = false)
    {
        this.isStateful = isStateful;
        this.names = names;
        fromAbove = [.. seeded];
    }

    /// <summary>The adjoints of <paramref name="calls"/>, last first. Users of these calls must have had their turn.</summary>
    public IReadOnlyList<AdjointCall> WayBack(IReadOnlyList<StepCall> calls)
    {
        var adjoints = new List<AdjointCall>();
        int seeded = calls.Count(fromAbove.Contains);
        for (int index = calls.Count - 1; index >= 0; index--)
        {
            StepCall call = calls[index];
            bool above = fromAbove.Contains(call);
            bool[] next = new bool[call.Layer.States.Count];
            for (int state = 0; state < next.Length; state++)
            {
                next[state] = fromNext.Contains((call, state));
            }

            bool isGiven = isStateful && adjoints.Count == 0 && next.Length > 0;
            if (!above && !next.Contains(true) && !isGiven)
            {
                continue;
            }

            bool begins = adjoints.Count == 0 && call.Previous is not null;
            if (begins)
            {
                // A single gradient of an output that is a state takes the place of what a next step would leave, unless the caller gives that as well.
                above = isStateful ? above : seeded > 1;
                next = [.. next.Select(_ => true)];
            }

            AdjointVariant variant = Variant(call, above, next);
            Note(call, variant);
            adjoints.Add(new AdjointCall(call, variant, begins));
        }

        return adjoints;
    }

    private AdjointVariant Variant(StepCall call, bool above, bool[] next)
    {
        InputGradientUse[] inputs = [.. call.Inputs.Select(Use)];
        var key = (call.Variant, above, new EquatableArray<bool>(next), new EquatableArray<int>(inputs.Select(static use => (int)use)));
        if (!variants.TryGetValue(key, out AdjointVariant? variant))
        {
            string name = Specialization.Unique(names, Name(call, above, next) + (inputs.Contains(InputGradientUse.Added) ? "Adding" : ""));
            variant = new AdjointVariant(call.Variant, above, next, inputs, states: call.Previous is not null, name);
            variants.Add(key, variant);
            call.Variant.Adjoints.Add(variant);
        }

        return variant;
    }

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
            if (variant.StateGradients[state] is not null)
            {
                fromNext.Add((call.Previous!, state));
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
        int output = Results.Output(call.Layer);
        string[] missing = [.. Results.Of(call.Layer)
            .Where((_, index) => !(index < next.Length && next[index]) && !(above && index == output))
            .Select(result => Specialization.Pascal(result.Name))];
        return call.Variant.Name + AdjointVariant.Backward + (missing.Length > 0 ? "Without" + string.Concat(missing) : above ? "" : "FromNext");
    }
}

namespace RnnGen.Generator.Timelines;

/// <summary>
/// Walks calls backwards and finds, for each, which of its results have a gradient and where the gradients of its inputs
/// and states go: stored by the first to arrive, added by the others, not computed where nobody asks.
/// </summary>
internal sealed class Backpropagation
{
    private readonly HashSet<(StepCall Call, int Result)> arrived = [];
    private readonly Dictionary<(StepVariant Step, int Seeded, int Inputs, int States), AdjointVariant> variants = [];
    private readonly HashSet<string> names;

    /// <param name="seeded">Calls whose output gradient is given.</param>
    /// <param name="names">Names of steps and adjoints that are taken.</param>
    public Backpropagation(IEnumerable<StepCall> seeded, HashSet<string> names)
    {
        this.names = names;
        foreach (StepCall call in seeded)
        {
            arrived.Add((call, Results.Output(call.Layer)));
        }
    }

    /// <summary>The adjoints of <paramref name="calls"/>, last first. Users of these calls must have had their turn.</summary>
    public IReadOnlyList<AdjointCall> WayBack(IReadOnlyList<StepCall> calls)
    {
        var adjoints = new List<AdjointCall>();
        for (int index = calls.Count - 1; index >= 0; index--)
        {
            StepCall call = calls[index];
            bool[] seeded = new bool[call.Used.Length];
            for (int result = 0; result < seeded.Length; result++)
            {
                seeded[result] = arrived.Contains((call, result));
            }

            if (!seeded.Contains(true))
            {
                continue;
            }

            AdjointVariant variant = Variant(call, seeded);
            Note(call, variant);
            adjoints.Add(new AdjointCall(call, variant));
        }

        return adjoints;
    }

    private AdjointVariant Variant(StepCall call, bool[] seeded)
    {
        var inputs = new GradientUse[call.Inputs.Count];
        for (int input = 0; input < inputs.Length; input++)
        {
            inputs[input] = call.Inputs[input] switch
            {
                Operand.OutputOf output => Use(output.Call, Results.Output(output.Call.Layer)),
                Operand.NetworkInput => GradientUse.Store,
                _ => GradientUse.None,
            };
        }

        var states = new GradientUse[call.Layer.States.Count];
        for (int state = 0; state < states.Length; state++)
        {
            states[state] = call.Previous is null ? GradientUse.None : Use(call.Previous, state);
        }

        var key = (call.Variant, Specialization.Digits(seeded, seed => seed ? 1 : 0),
            Specialization.Digits(inputs, use => (int)use), Specialization.Digits(states, use => (int)use));
        if (!variants.TryGetValue(key, out AdjointVariant? variant))
        {
            variant = new AdjointVariant(
                call.Variant, seeded, inputs, states, Specialization.Unique(names, Name(call, seeded)));
            variants.Add(key, variant);
            call.Variant.Adjoints.Add(variant);
        }

        return variant;
    }

    private GradientUse Use(StepCall call, int result) =>
        arrived.Contains((call, result)) ? GradientUse.Accumulate : GradientUse.Store;

    private void Note(StepCall call, AdjointVariant variant)
    {
        for (int input = 0; input < call.Inputs.Count; input++)
        {
            if (variant.InputGradients[input] is not null && call.Inputs[input] is Operand.OutputOf output)
            {
                arrived.Add((output.Call, Results.Output(output.Call.Layer)));
            }
        }

        for (int state = 0; state < variant.StateGradients.Count; state++)
        {
            if (variant.StateGradients[state] is not null)
            {
                arrived.Add((call.Previous!, state));
            }
        }
    }

    /// <summary>A step whose states get no gradient from a later step is the last one the gradient knows.</summary>
    private static string Name(StepCall call, bool[] seeded)
    {
        string[] missing = [.. Results.Of(call.Layer).Where((_, index) => !seeded[index]).Select(result => Specialization.Pascal(result.Name))];
        return call.Variant.Name + "Gradient" + (missing.Length > 0 ? "Without" + string.Concat(missing) : "");
    }
}

using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Programs;

/// <summary>Gives every call of a layer its variant; calls that know the same share one.</summary>
internal static class Specialization
{
    /// <param name="group">The calls of one layer.</param>
    /// <param name="names">Names of steps that are taken, by any layer.</param>
    public static void Choose(LayerCalls group, HashSet<string> names)
    {
        var variants = new Dictionary<(EquatableArray<bool> ZeroInputs, bool ZeroStates, EquatableArray<bool> Used), StepVariant>();
        foreach (StepCall call in group.Calls)
        {
            bool zeroStates = call.Previous is null;
            bool[] zeroInputs = [.. call.Inputs.Select(input => input is Operand.Zero)];
            (EquatableArray<bool>, bool, EquatableArray<bool>) key = (new(zeroInputs), zeroStates, new(call.Used));
            if (!variants.TryGetValue(key, out StepVariant? variant))
            {
                bool[] used = UnusedResults.SaveWork(call.Layer, zeroInputs, zeroStates, call.Used) ? [.. call.Used] : [.. call.Used.Select(_ => true)];
                (EquatableArray<bool>, bool, EquatableArray<bool>) shared = (key.Item1, zeroStates, new(used));
                if (!variants.TryGetValue(shared, out variant))
                {
                    string name = Unique(names, Name(call, zeroInputs.Any(zero => zero), zeroStates && call.Layer.States.Count > 0, used));
                    variant = new StepVariant(call.Layer, zeroInputs, zeroStates, used, name, group.FeedsLayer);
                    variants.Add(shared, variant);
                }

                variants[key] = variant;
            }

            call.Variant = variant;
        }

        group.Variants = [.. variants.Values.Distinct()];
        group.General = group.Variants.FirstOrDefault(IsGeneral)
            ?? new StepVariant(
                group.Layer,
                [.. group.Layer.Inputs.Select(_ => false)],
                zeroStates: false,
                [.. Results.Of(group.Layer).Select(_ => true)],
                Unique(names, group.Layer.Identifier + "Step"),
                group.FeedsLayer);
    }

    private static bool IsGeneral(StepVariant variant) =>
        !variant.Inputs.Any(input => input.IsZero) && !variant.States.Any(state => state.IsZero) && variant.Used.All(used => used);

    /// <summary>A name no other step or adjoint has, whatever the layers are called.</summary>
    public static string Unique(HashSet<string> taken, string name)
    {
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Name(StepCall call, bool withoutInput, bool first, bool[] used)
    {
        bool last = call.Layer.States.Count > 0 && !used.All(isUsed => isUsed);
        return call.Layer.Identifier + (first ? "First" : "") + (last ? "Last" : "") + "Step" + (withoutInput ? "WithoutInput" : "");
    }
}

using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>The variants of a layer's step: calls that know the same share one.</summary>
/// <param name="layer">The layer.</param>
/// <param name="feedsLayer">Whether the output is the input of another layer.</param>
/// <param name="names">Names of steps that are taken, by any layer.</param>
internal sealed class Specialization(Layer layer, bool feedsLayer, UniqueNames names)
{
    private readonly Dictionary<(EquatableArray<bool> ZeroInputs, bool ZeroStates, EquatableArray<bool> Used), StepVariant> variants = [];

    /// <summary>The step that knows nothing in advance.</summary>
    public StepVariant General() => Shared([.. layer.Inputs.Select(static _ => false)], zeroStates: false, AllUsed());

    /// <summary>The variant for a call.</summary>
    /// <param name="zeroInputs">For each input, whether it is known to be zero.</param>
    /// <param name="zeroStates">Whether the states that it continues are known to be zero.</param>
    /// <param name="used">For each result, whether anybody uses it.</param>
    public StepVariant Of(bool[] zeroInputs, bool zeroStates, bool[] used)
    {
        bool isFirst = zeroStates && layer.States.Count > 0;
        (EquatableArray<bool>, bool, EquatableArray<bool>) key = (new(zeroInputs), isFirst, new(used));
        if (!variants.TryGetValue(key, out StepVariant? variant))
        {
            variant = Shared(zeroInputs, isFirst, UnusedResults.SaveWork(layer, zeroInputs, isFirst, used) ? used : AllUsed());
            variants[key] = variant;
        }

        return variant;
    }

    private bool[] AllUsed() => [.. Enumerable.Repeat(true, Ports.Count(layer))];

    private StepVariant Shared(bool[] zeroInputs, bool zeroStates, bool[] used)
    {
        (EquatableArray<bool>, bool, EquatableArray<bool>) key = (new(zeroInputs), zeroStates, new(used));
        if (!variants.TryGetValue(key, out StepVariant? variant))
        {
            variant = new StepVariant(layer, zeroInputs, zeroStates, used, names.Of(Name(zeroInputs.Contains(true), zeroStates, used)), feedsLayer);
            variants.Add(key, variant);
        }

        return variant;
    }

    private string Name(bool withoutInput, bool isFirst, bool[] used)
    {
        bool isLast = layer.States.Count > 0 && used.Contains(false);
        return layer.Identifier + (isFirst ? "First" : "") + (isLast ? "Last" : "") + "Step" + (withoutInput ? "WithoutInput" : "");
    }
}

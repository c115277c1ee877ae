using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>The variants of a layer's step: calls that know the same share one.</summary>
/// <param name="node">The layer at its place.</param>
/// <param name="feedsLayer">Whether the output is the input of another layer.</param>
/// <param name="names">Names of steps that are taken, by any layer.</param>
internal sealed class Specialization(LayerNode node, bool feedsLayer, UniqueNames names)
{
    private readonly Dictionary<(EquatableArray<int> Inputs, bool ZeroStates, EquatableArray<bool> Used), StepVariant> variants = [];

    private Layer Layer => node.Layer;

    /// <summary>The step that knows nothing in advance but that nothing is masked: what goes on without an end has neither padding nor dropout.</summary>
    public StepVariant General() =>
        Shared([.. node.Edges.Select(static edge => edge.Mask is null ? Known.Nothing : Known.One)], zeroStates: false, AllUsed());

    /// <summary>The variant for a call.</summary>
    /// <param name="inputs">For each input, what is known of it.</param>
    /// <param name="zeroStates">Whether the states that it continues are known to be zero.</param>
    /// <param name="used">For each result, whether anybody uses it.</param>
    public StepVariant Of(Known[] inputs, bool zeroStates, bool[] used)
    {
        bool isFirst = zeroStates && Layer.States.Count > 0;
        (EquatableArray<int>, bool, EquatableArray<bool>) key = (KeyOf(inputs), isFirst, new(used));
        if (!variants.TryGetValue(key, out StepVariant? variant))
        {
            variant = Shared(inputs, isFirst, UnusedResults.SaveWork(Layer, inputs, isFirst, used) ? used : AllUsed());
            variants[key] = variant;
        }

        return variant;
    }

    private bool[] AllUsed() => [.. Enumerable.Repeat(true, Ports.Count(Layer))];

    private static EquatableArray<int> KeyOf(Known[] inputs) => new(inputs.Select(static known => (int)known));

    private StepVariant Shared(Known[] inputs, bool zeroStates, bool[] used)
    {
        (EquatableArray<int>, bool, EquatableArray<bool>) key = (KeyOf(inputs), zeroStates, new(used));
        if (!variants.TryGetValue(key, out StepVariant? variant))
        {
            variant = new StepVariant(Layer, inputs, zeroStates, used, names.Of(Name(inputs, zeroStates, used)), feedsLayer);
            variants.Add(key, variant);
        }

        return variant;
    }

    private string Name(Known[] inputs, bool isFirst, bool[] used)
    {
        bool isLast = Layer.States.Count > 0 && used.Contains(false);
        return Layer.Identifier + (isFirst ? "First" : "") + (isLast ? "Last" : "") + "Step"
            + (inputs.Contains(Known.Zero) ? "WithoutInput" : "") + (inputs.Contains(Known.One) ? "Unmasked" : "");
    }
}

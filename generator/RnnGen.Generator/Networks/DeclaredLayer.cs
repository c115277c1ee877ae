using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>
/// A layer of a declaration that may break rules, as far as it can be known: values out of their range are taken for sound ones. The rules ask it for sizes and
/// numbers of parameters, which so have one formula only.
/// </summary>
/// <param name="Declaration">As written.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definition">Its kind; null where there is none of that name.</param>
/// <param name="Output">The node whose output others read under its name; null where the kind is not known.</param>
/// <param name="Parameters">Parameters of this layer and those before it, which may be more than a network can have.</param>
internal sealed record DeclaredLayer(LayerDeclaration Declaration, string Name, LayerDefinition? Definition, LayerNode? Output, long Parameters)
{
    /// <summary>Features of its output; 1 where they are not known, so that nothing made from them overflows or divides by zero.</summary>
    public int OutputSize => Output?.Layer.OutputSize ?? 1;

    /// <summary>The options that a layer of its kind has.</summary>
    public IReadOnlyList<LayerOption> Options => Definition?.Options ?? [];

    /// <summary>Whether it is of a known kind and every option has a value that it may have.</summary>
    public bool IsSound => Definition?.IsSound(Declaration) ?? false;
}

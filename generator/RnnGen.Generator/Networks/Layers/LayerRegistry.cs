using System.Reflection;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Every kind of layer of the declaration language: whatever class has a static property <c>Definition</c>. There is no list to add it to.</summary>
internal static class LayerRegistry
{
    /// <summary>The kinds, by name.</summary>
    public static IReadOnlyList<LayerDefinition> All { get; } =
    [
        .. typeof(LayerRegistry).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Layer)))
            .Select(static type => type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)?.GetValue(null))
            .OfType<LayerDefinition>()
            .OrderBy(static layer => layer.Name, StringComparer.Ordinal),
    ];

    /// <summary>The kind of that name, or null where there is none.</summary>
    public static LayerDefinition? Find(string name)
    {
        foreach (LayerDefinition layer in All)
        {
            if (layer.Name == name)
            {
                return layer;
            }
        }

        return null;
    }

    /// <summary>The layer that a declaration of a known kind declares.</summary>
    /// <param name="layer">The declaration.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="inputs">Features of each input.</param>
    /// <param name="layout">Where its parameters go.</param>
    public static Layer Create(LayerDeclaration layer, string name, IReadOnlyList<int> inputs, ParameterLayout layout) =>
        Find(layer.Kind)!.Create(new(layer, name, inputs, layout));
}

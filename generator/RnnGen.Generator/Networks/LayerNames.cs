using System.Globalization;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>The names of a network's layers, written or automatic.</summary>
internal static class LayerNames
{
    /// <summary>
    /// One name per layer, in order: the one written, else the kind's prefix and the layer's number among all of its kind,
    /// from 1. Layers with a written name count as well, so that naming one layer renames no other, in files neither.
    /// </summary>
    public static IReadOnlyList<string> Of(ModelDeclaration model)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>(model.Layers.Count);
        foreach (LayerDeclaration layer in model.Layers)
        {
            // A kind nobody knows has a rule of its own; here it only has to get some name.
            string prefix = LayerRegistry.Find(layer.Kind)?.Prefix ?? "layer";
            counts.TryGetValue(prefix, out int count);
            counts[prefix] = ++count;
            names.Add(LayerOptions.Name.Of(layer) ?? prefix + count.ToString(CultureInfo.InvariantCulture));
        }

        return names;
    }
}

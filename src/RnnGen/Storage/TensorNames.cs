using System.Globalization;

namespace RnnGen;

/// <summary>Finds the model's name of a file's tensor, as <see cref="LoadOptions"/> say.</summary>
internal sealed class TensorNames(LoadOptions? options)
{
    private const string LayerMark = "_l";
    private const string ReverseMark = "_reverse";

    private readonly HashSet<string> seen = [];

    /// <summary>Whether names may differ at all.</summary>
    public bool AreMapped => options is not null && (options.Rename is not null || options.Modules.Count > 0);

    /// <summary>Modules that were to be mapped and of which no tensor has come.</summary>
    public IEnumerable<string> MissingModules => options?.Modules.Keys.Where(module => !seen.Contains(module)) ?? [];

    /// <summary>Whether a tensor is to be left out, and if not, its name in the model.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="modelName">Its name in the model.</param>
    /// <param name="problem">What is wrong with its name, or null.</param>
    /// <returns>False if the tensor is left out.</returns>
    public bool TryMap(string name, out string modelName, out string? problem)
    {
        modelName = name;
        problem = null;
        if (options?.Rename is { } rename)
        {
            if (rename(name) is not { } renamed)
            {
                return false;
            }

            modelName = renamed;
        }

        int dot = modelName.LastIndexOf('.');
        string module = modelName[..Math.Max(dot, 0)];
        if (options is null || !options.Modules.TryGetValue(module, out IReadOnlyList<string>? layers))
        {
            return true;
        }

        seen.Add(module);
        string parameter = SplitLayer(modelName[(dot + 1)..], out int layer);
        if (layer < layers.Count)
        {
            modelName = $"{layers[layer]}.{parameter}";
        }
        else
        {
            problem = FormattableString.Invariant($"tensor '{name}' is of layer {layer} of '{module}', of which LoadOptions.Modules names {layers.Count}");
        }

        return true;
    }

    /// <summary>
    /// Splits <c>weight_ih_l1</c> or <c>weight_ih_l1_reverse</c> into the number 1 and the name in a module of one layer,
    /// <c>weight_ih_l0</c>. Other names are of layer 0.
    /// </summary>
    private static string SplitLayer(string parameter, out int layer)
    {
        string ending = parameter.EndsWith(ReverseMark, StringComparison.Ordinal) ? ReverseMark : "";
        ReadOnlySpan<char> stem = parameter.AsSpan(0, parameter.Length - ending.Length);
        int mark = stem.LastIndexOf(LayerMark, StringComparison.Ordinal);
        if (mark >= 0 && int.TryParse(stem[(mark + LayerMark.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out layer))
        {
            return $"{stem[..mark]}{LayerMark}0{ending}";
        }

        layer = 0;
        return parameter;
    }
}

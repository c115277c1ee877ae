using System.Globalization;

namespace RnnGen;

/// <summary>Which of a model's tensors each tensor of a file is: one to one, or an error that names what is not.</summary>
internal sealed class TensorMatch
{
    private readonly Dictionary<string, ParameterInfo> byFileName = [];

    private TensorMatch()
    {
    }

    /// <summary>Finds the model's tensor for every one of a header.</summary>
    /// <param name="header">The file's header.</param>
    /// <param name="tensors">The model's tensors.</param>
    /// <param name="modelName">The model's name, for messages.</param>
    /// <param name="source">What the file is, for messages.</param>
    /// <param name="options">How names and types may differ, or null.</param>
    /// <exception cref="SafetensorsException">They do not fit.</exception>
    public static TensorMatch Of(
        SafetensorsHeader header, ReadOnlySpan<ParameterInfo> tensors, string modelName, string source, LoadOptions? options)
    {
        TensorMatch match = new();
        TensorNames names = new(options);
        Dictionary<string, ParameterInfo> expected = [];
        foreach (ParameterInfo tensor in tensors)
        {
            expected.Add(tensor.Name, tensor);
        }

        Dictionary<string, string> taken = []; // the file's name by the model's
        List<(string Name, string Problem)> misfits = [];
        bool anyUnknown = false;
        foreach (SafetensorsEntry entry in header.Entries)
        {
            if (!names.TryMap(entry.Name, out string name, out string? problem))
            {
                continue;
            }

            if (problem is null)
            {
                if (!expected.TryGetValue(name, out ParameterInfo? tensor))
                {
                    anyUnknown = true;
                    string renamed = name == entry.Name ? "" : $" (renamed '{name}')";
                    problem = $"tensor '{entry.Name}'{renamed} {entry.ShapeText} is not the model's";
                }
                else if (!taken.TryAdd(name, entry.Name))
                {
                    problem = $"tensors '{taken[name]}' and '{entry.Name}' are both renamed '{name}'";
                }
                else
                {
                    problem = Misfit(entry, tensor, options);
                    match.byFileName.Add(entry.Name, tensor);
                }
            }

            if (problem is not null)
            {
                misfits.Add((entry.Name, problem));
            }
        }

        ParameterInfo[] missing = [.. expected.Values.Where(tensor => !taken.ContainsKey(tensor.Name))];
        List<(string Name, string Problem)> problems =
        [
            .. missing.Select(tensor => (tensor.Name, $"tensor '{tensor.Name}' {ShapeText(tensor)} is missing")),
            .. misfits,
            .. names.MissingModules.Select(module => (module, $"the file has no module '{module}', which LoadOptions.Modules names")),
        ];
        if (problems.Count > 0)
        {
            const int Shown = 10;
            string more = problems.Count > Shown
                ? string.Create(CultureInfo.InvariantCulture, $"; and {problems.Count - Shown} more")
                : "";
            string advice = missing.Length > 0 && anyUnknown && !names.AreMapped
                ? " If only names differ, map them with LoadOptions.Modules or LoadOptions.Rename."
                : "";
            throw new SafetensorsException(
                source,
                $"it does not fit the model {modelName}: {string.Join("; ", problems.Take(Shown).Select(problem => problem.Problem))}{more}.{advice}",
                problems[0].Name);
        }

        return match;
    }

    /// <summary>The model's tensor, or null if the file's is left out.</summary>
    public ParameterInfo? Find(SafetensorsEntry entry) => byFileName.GetValueOrDefault(entry.Name);

    private static string? Misfit(SafetensorsEntry entry, ParameterInfo tensor, LoadOptions? options)
    {
        if (entry.DataType != TensorDataType.Single)
        {
            bool isConvertible = TensorDataType.IsConvertible(entry.DataType);
            if (!isConvertible || options is not { ConvertTypes: true })
            {
                string advice = isConvertible ? " (LoadOptions.ConvertTypes converts it)" : "";
                return $"tensor '{entry.Name}' is of type {entry.DataType} instead of {TensorDataType.Single}{advice}";
            }
        }

        return tensor.Shape.Select(dimension => (long)dimension).SequenceEqual(entry.Shape)
            ? null
            : $"tensor '{entry.Name}' has the shape {entry.ShapeText} instead of {ShapeText(tensor)}";
    }

    private static string ShapeText(ParameterInfo tensor) => $"[{string.Join(", ", tensor.Shape)}]";
}

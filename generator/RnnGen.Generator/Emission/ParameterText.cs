using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Prints the parameter that a method is handed: the first of all, or, where several layers share the method, the first that it is to read.
/// </summary>
internal static class ParameterText
{
    /// <summary>The parameter that a method is handed, as it calls it itself.</summary>
    public const string Handed = "p";

    /// <summary>The parameter so many floats from there.</summary>
    public static string At(int offset, string handed = Handed) => offset == 0 ? handed : $"At(ref {handed}, {Literal.Of(offset)})";

    /// <summary>Declares a local for each parameter that calls are handed, unless it is the first of all.</summary>
    /// <returns>The locals by offset.</returns>
    public static IReadOnlyDictionary<int, string> Locals(CodeWriter code, ModelPlan model, IEnumerable<OuterProductRun> runs, string handed)
    {
        var locals = new Dictionary<int, string> { [0] = handed };
        foreach (int start in runs.Select(run => run.Method.Start(run.FirstParameter)))
        {
            if (!locals.ContainsKey(start))
            {
                string local = "parameters" + (locals.Count > 1 ? Literal.Of(locals.Count) : "");
                code.Line($"ref float {local} = ref {At(start, handed)}; // {model.TensorAt(start)}");
                locals.Add(start, local);
            }
        }

        return locals;
    }

    /// <summary>The remark on a method that several layers share; null where there is nothing to say.</summary>
    public static string? Sharing(EmittedMethod method, string handed = Handed)
    {
        string[] names = [.. method.Users.Select(layer => layer.Name)];
        string?[] sentences =
        [
            names.Length switch
            {
                1 => null,
                <= 3 => $"Shared by {string.Join(", ", names.Take(names.Length - 1))} and {names[names.Length - 1]}.",
                _ => $"Shared by {names.Length} layers from {names[0]} to {names[names.Length - 1]}.",
            },
            !method.TakesFirstParameter ? null : handed == Handed ? $"{handed} begins at its parameters." : $"{handed} begins at its own.",
        ];
        return sentences.All(sentence => sentence is null) ? null : string.Join(" ", sentences.Where(sentence => sentence is not null));
    }
}

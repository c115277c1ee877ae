using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Prints where a method's parameters begin: at the first of all, or, for one that several layers share, at the first of the layer that calls it.
/// </summary>
internal static class ParameterText
{
    /// <summary>The start of all parameters, or what a method takes for it.</summary>
    public const string All = "p";

    /// <summary>Declares the starts that calls of a layer's methods take.</summary>
    public static void PrintLocals(CodeWriter code, LayerPlan layer, IEnumerable<EmittedMethod> methods)
    {
        foreach (EmittedMethod method in methods.Where(method => Local(method, layer.Parameters) != All).GroupBy(method => method.Copy).Select(same => same.First()))
        {
            code.Line($"ref float {Local(method, layer.Parameters)} = ref {Start(method, layer.Parameters)};");
        }
    }

    /// <summary>The local that holds the start.</summary>
    public static string Local(EmittedMethod method, LayerParameters parameters) =>
        Offset(method, parameters) == 0 ? All : method.Copy == ParameterCopies.Packed ? "packed" : "parameters";

    /// <summary>The start itself.</summary>
    public static string Start(EmittedMethod method, LayerParameters parameters) =>
        Offset(method, parameters) is var offset and not 0 ? $"At(ref {All}, {Literal.Of(offset)})" : All;

    /// <summary>The remark on a method that several layers share.</summary>
    public static string Sharing(EmittedMethod method)
    {
        string[] names = [.. method.Users.Select(layer => layer.Name)];
        string start = method.Copy == ParameterCopies.None ? "" : $" {All} is where the parameters of one of them begin{(method.Copy == ParameterCopies.Packed ? ", in the packed copy" : "")}.";
        return $"Shared by {string.Join(", ", names.Take(names.Length - 1))} and {names[names.Length - 1]}.{start}";
    }

    private static int Offset(EmittedMethod method, LayerParameters parameters) => method.Copy == ParameterCopies.None ? 0 : parameters.Start(method.Copy);
}

using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Prints parameters: a method is handed the first of all, or, where several layers share the method, the first that it is to read.
/// </summary>
/// <param name="model">The model.</param>
internal sealed class ParameterText(ModelPlan model)
{
    /// <summary>The parameter that a method is handed, as it calls it itself.</summary>
    public const string Handed = "p";

    /// <summary>The parameter at an offset that a call hands on; null for the first of all.</summary>
    public string At(int? offset, string handed = Handed) => offset is { } from ? $"At(ref {handed}, {Offset(from)})" : handed;

    /// <summary>The parameter that a method hands on to another.</summary>
    public string At(EmittedMethod method, int? offset)
    {
        int first = method.First.FirstParameter;
        return offset is { } from && from != (method.Start(first) ?? 0) ? $"At(ref {Handed}, {Offset(method, from - first)})" : Handed;
    }

    /// <summary>Names of all places, in their order.</summary>
    private string[] Names => field ??= [.. model.Places.Select(Name)];

    /// <summary>An offset in words: <c>Lstm1WeightIh + 40</c>.</summary>
    public string Offset(int offset)
    {
        int index = model.Places.Count - 1;
        while (model.Places[index].Offset > offset)
        {
            index--;
        }

        return Literal.Plus(Names[index], offset - model.Places[index].Offset);
    }

    /// <summary>An offset that a method counts from the first parameter it reads: in numbers where that is of another layer each time.</summary>
    public string Offset(EmittedMethod method, int offset) => method.TakesFirstParameter ? Literal.Of(offset) : Offset(method.First.FirstParameter + offset);

    /// <summary>The constants of a layer's file.</summary>
    public void Print(CodeWriter code, LayerPlan layer)
    {
        foreach (ParameterPlace place in model.PlacesOf(layer))
        {
            string shape = place.Tensor.IsVector ? Literal.Of(place.Tensor.Rows) : $"{Literal.Of(place.Tensor.Rows)}, {Literal.Of(place.Tensor.Columns)}";
            code.Line($"private const int {Name(place)} = {Literal.Of(place.Offset)}; // [{shape}]");
        }
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

    /// <summary>
    /// The layer and the tensor, without the number that PyTorch gives to each of a stack of layers, <c>Lstm1WeightIh</c> for <c>lstm1.weight_ih_l0</c>, and without what
    /// the layer says already.
    /// </summary>
    private string Name(ParameterPlace place)
    {
        string tensor = place.Tensor.Name.Substring(place.Tensor.Name.LastIndexOf('.') + 1);
        Layer layer = model.LayerOf(place.Tensor);
        string words = string.Concat(tensor.Split('_').TakeWhile(static word => word != "l0").Select(Identifiers.Pascal)
            .SkipWhile(word => layer.Identifier.EndsWith(word, StringComparison.Ordinal)));
        return MethodNames.Of(layer, (place.IsPacked ? "Packed" : "") + words);
    }
}

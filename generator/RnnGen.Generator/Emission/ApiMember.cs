namespace RnnGen.Generator.Emission;

/// <summary>A member that the users of a model see, apart from what stands behind it.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters, each as C# writes it: <c>bool accumulate = false</c>; null for a property or a constant.</param>
internal sealed record ApiMember(string Type, string Name, IReadOnlyList<string>? Parameters = null)
{
    public bool IsStatic { get; init; }

    /// <summary>The interface that asks for it; null where none does.</summary>
    public string? Interface { get; init; }

    /// <summary>The types of its parameters.</summary>
    public IEnumerable<string> ParameterTypes => Required.Select(static parameter => parameter.Substring(0, parameter.LastIndexOf(' ')));

    /// <summary>The member as it is declared.</summary>
    public string Signature => $"public {Static}{Type} {Name}{List(Parameters)}";

    /// <summary>The member as it is declared where it is that of the interface alone: default values are the interface's.</summary>
    public string ExplicitSignature => $"{Static}{Type} {Interface}.{Name}{List(Parameters is null ? null : Required)}";

    private string Static => IsStatic ? "static " : "";

    /// <summary>The parameters without their default values.</summary>
    private IEnumerable<string> Required => (Parameters ?? []).Select(static parameter => parameter.Split([" = "], StringSplitOptions.None)[0]);

    private static string List(IEnumerable<string>? parameters) => parameters is null ? "" : $"({string.Join(", ", parameters)})";
}

namespace RnnGen.Generator.Emission;

/// <summary>A member that the users of a model see, apart from what stands behind it.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters, each as C# writes it: <c>bool accumulate = false</c>; null for a property or a constant.</param>
internal sealed record ApiMember(string Type, string Name, IReadOnlyList<string>? Parameters = null)
{
    public bool IsStatic { get; init; }

    /// <summary>Whether <c>IRnnModel</c> asks for it.</summary>
    public bool IsOfInterface { get; init; }

    /// <summary>The types of its parameters.</summary>
    public IEnumerable<string> ParameterTypes => (Parameters ?? []).Select(static parameter => parameter.Substring(0, parameter.IndexOf(' ')));

    /// <summary>The member as it is declared.</summary>
    public string Signature => $"public {(IsStatic ? "static " : "")}{Type} {Name}{List}";

    private string List => Parameters is null ? "" : $"({string.Join(", ", Parameters)})";

    /// <summary>The member as it is declared where it is that of the interface alone.</summary>
    public string ExplicitSignature(string type) => $"{Type} {type}.{Name}{List}";
}

using System.Globalization;

namespace RnnGen.Generator.Declarations;

/// <summary>One layer attribute as written.</summary>
/// <param name="Kind">The attribute's name without its suffix: <c>Lstm</c>.</param>
/// <param name="Arguments">Constructor and named arguments by property name, sorted by name; only those written.</param>
internal sealed record LayerDeclaration(string Kind, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>The value of argument <paramref name="name"/>, or <paramref name="otherwise"/> where it is not written.</summary>
    public int Integer(string name, int otherwise = 0) =>
        Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public bool Flag(string name, bool otherwise = false) => Find(name) is { } text ? bool.Parse(text) : otherwise;

    public string? Text(string name) => Find(name);

    /// <summary>An enumeration argument; its text is the underlying integer.</summary>
    public TEnum Choice<TEnum>(string name, TEnum otherwise) where TEnum : struct, Enum =>
        Find(name) is { } text ? (TEnum)Enum.ToObject(typeof(TEnum), int.Parse(text, CultureInfo.InvariantCulture)) : otherwise;

    /// <summary>The same layer with argument <paramref name="name"/> left at its default.</summary>
    public LayerDeclaration Without(string name) =>
        this with { Arguments = new EquatableArray<LayerArgument>(Arguments.Where(argument => argument.Name != name)) };

    private string? Find(string name)
    {
        foreach (LayerArgument argument in Arguments)
        {
            if (argument.Name == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}

/// <summary>One argument of a layer attribute.</summary>
/// <param name="Name">The attribute property it sets: <c>Units</c>.</param>
/// <param name="Value">Its value in invariant form; an enumeration as its underlying integer.</param>
internal sealed record LayerArgument(string Name, string Value);

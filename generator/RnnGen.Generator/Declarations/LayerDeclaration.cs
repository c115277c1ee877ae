namespace RnnGen.Generator.Declarations;

/// <summary>One layer attribute as written.</summary>
/// <param name="Kind">The attribute's name without its suffix: <c>Lstm</c>.</param>
/// <param name="Arguments">Constructor and named arguments by property name, sorted by name; only those written.</param>
internal sealed record LayerDeclaration(string Kind, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>The value of argument <paramref name="name"/>; null where it is not written.</summary>
    public object? Find(string name)
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

    /// <summary>The value of argument <paramref name="name"/>, or <paramref name="otherwise"/> where it is not written.</summary>
    public T Value<T>(string name, T otherwise) => Find(name) is T value ? value : otherwise;

    /// <summary>The same layer with argument <paramref name="name"/> set to <paramref name="value"/>.</summary>
    public LayerDeclaration With(string name, object value) => this with
    {
        Arguments = new(Arguments
            .Where(argument => argument.Name != name)
            .Append(new LayerArgument(name, value))
            .OrderBy(static argument => argument.Name, StringComparer.Ordinal)),
    };
}

/// <summary>One argument of an attribute.</summary>
/// <param name="Name">The attribute property it sets: <c>Units</c>.</param>
/// <param name="Value">
/// Its value, of the property's type: an <c>int</c>, <c>bool</c>, <c>double</c> or <c>string</c>, an enumeration of the declaration language, or names as an
/// <see cref="EquatableArray{T}"/> of strings. All of them are equal by value.
/// </param>
internal sealed record LayerArgument(string Name, object Value);

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>The arguments of an attribute by the property they set, however they are written.</summary>
internal static class AttributeArguments
{
    /// <summary>
    /// Constructor and named arguments, sorted by property. Arguments that set nothing (a null name) and those no layer has
    /// (types, arrays of numbers) are left out, and so are those that do not compile.
    /// </summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="unread">The properties whose arguments do not compile; null for the attribute as a whole.</param>
    public static EquatableArray<LayerArgument> Read(AttributeData attribute, ICollection<string?> unread)
    {
        var arguments = new SortedDictionary<string, TypedConstant>(StringComparer.Ordinal);
        if (attribute.AttributeConstructor is { } constructor && constructor.Parameters.Length == attribute.ConstructorArguments.Length)
        {
            for (int index = 0; index < constructor.Parameters.Length; index++)
            {
                arguments[Property(constructor.Parameters[index])] = attribute.ConstructorArguments[index];
            }
        }
        else
        {
            unread.Add(null);
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            // After an error such as `ResetAfter = 1`, Roslyn hands out the value as written, of the wrong type.
            if (Fits(named.Value, PropertyType(attribute.AttributeClass, named.Key)))
            {
                arguments[named.Key] = named.Value;
            }
            else
            {
                unread.Add(named.Key);
            }
        }

        foreach (KeyValuePair<string, TypedConstant> argument in arguments.Where(static argument => IsError(argument.Value)))
        {
            unread.Add(argument.Key);
        }

        return new(arguments
            .Select(static argument => (argument.Key, Value: Value(argument.Value)))
            .Where(static argument => argument.Value is not null)
            .Select(static argument => new LayerArgument(argument.Key, argument.Value!)));
    }

    /// <summary>The argument that sets <paramref name="property"/>, or null where none does.</summary>
    public static AttributeArgumentSyntax? Find(AttributeData attribute, AttributeSyntax syntax, string property) =>
        syntax.ArgumentList?.Arguments.Where((argument, index) => PropertyOf(attribute, argument, index) == property).FirstOrDefault();

    /// <summary>The property that an argument sets; null where none is known.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="index">Its place among the arguments.</param>
    public static string? PropertyOf(AttributeData attribute, AttributeArgumentSyntax argument, int index)
    {
        if (argument.NameEquals is { Name.Identifier.ValueText: var written })
        {
            return written;
        }

        // Where an argument has no value yet, the compiler has not chosen a constructor.
        ImmutableArray<IParameterSymbol> parameters = (attribute.AttributeConstructor
            ?? attribute.AttributeClass?.InstanceConstructors.OrderByDescending(static constructor => constructor.Parameters.Length).FirstOrDefault())?.Parameters
            ?? [];
        IParameterSymbol? parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
            ? parameters.FirstOrDefault(parameter => parameter.Name == name)
            : parameters.ElementAtOrDefault(index);
        return parameter is null ? null : Property(parameter);
    }

    // Constructor parameters are named like the property they set: units → Units.
    private static string Property(IParameterSymbol parameter) =>
        Identifiers.Pascal(parameter.Name);

    private static ITypeSymbol? PropertyType(INamedTypeSymbol? type, string name) =>
        type is null
            ? null
            : type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()?.Type ?? PropertyType(type.BaseType, name);

    // A field or an `object`, which only attributes of others have, takes anything the compiler lets pass.
    private static bool Fits(TypedConstant value, ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } || SymbolEqualityComparer.Default.Equals(value.Type, type);

    private static bool IsError(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error || (value is { Kind: TypedConstantKind.Array, IsNull: false } && value.Values.Any(IsError));

    private static object? Value(TypedConstant value) => value switch
    {
        { IsNull: true } => null,
        { Kind: TypedConstantKind.Primitive } => value.Value,
        { Kind: TypedConstantKind.Enum } => Enumeration(value),
        { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } } when !IsError(value) =>
            new EquatableArray<string>(value.Values.Select(static name => name.Value as string ?? "")),
        _ => null,
    };

    /// <summary>The enumerations of the declaration language are compiled into the generator by the same names; of others the number is left.</summary>
    private static object? Enumeration(TypedConstant value) =>
        typeof(Activation).Assembly.GetType(value.Type!.ToDisplayString()) is { IsEnum: true } type ? Enum.ToObject(type, value.Value!) : value.Value;
}

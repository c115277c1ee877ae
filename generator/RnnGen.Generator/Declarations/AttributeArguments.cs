using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>The arguments of an attribute by the property they set, however they are written.</summary>
internal static class AttributeArguments
{
    /// <summary>
    /// Constructor and named arguments, sorted by property; null where the attribute does not compile. Arguments that set
    /// nothing (a null name) and those no layer has (types, arrays) are left out.
    /// </summary>
    public static EquatableArray<LayerArgument>? Read(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is not { } constructor
            || constructor.Parameters.Length != attribute.ConstructorArguments.Length)
        {
            return null;
        }

        var arguments = new SortedDictionary<string, TypedConstant>(StringComparer.Ordinal);
        for (int index = 0; index < constructor.Parameters.Length; index++)
        {
            arguments[Property(constructor.Parameters[index])] = attribute.ConstructorArguments[index];
        }

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            arguments[named.Key] = named.Value;
            // After an error such as `ResetAfter = 1`, Roslyn hands out the value as written, of the wrong type.
            if (!Fits(named.Value, PropertyType(attribute.AttributeClass, named.Key)))
            {
                return null;
            }
        }

        return arguments.Values.Any(static value => value.Kind == TypedConstantKind.Error)
            ? null
            : new(arguments
                .Select(static argument => (argument.Key, Text: Text(argument.Value)))
                .Where(static argument => argument.Text is not null)
                .Select(static argument => new LayerArgument(argument.Key, argument.Text!)));
    }

    /// <summary>The argument that sets <paramref name="property"/>, or null where none does.</summary>
    public static AttributeArgumentSyntax? Find(AttributeData attribute, AttributeSyntax syntax, string property)
    {
        if (attribute.AttributeConstructor is not { } constructor || syntax.ArgumentList is not { } list)
        {
            return null;
        }

        for (int index = 0; index < list.Arguments.Count; index++)
        {
            AttributeArgumentSyntax argument = list.Arguments[index];
            IParameterSymbol? parameter =
                argument.NameEquals is not null ? null
                : argument.NameColon is { Name.Identifier.ValueText: var name }
                    ? constructor.Parameters.FirstOrDefault(parameter => parameter.Name == name)
                : constructor.Parameters.ElementAtOrDefault(index);
            if ((argument.NameEquals?.Name.Identifier.ValueText ?? (parameter is null ? null : Property(parameter))) == property)
            {
                return argument;
            }
        }

        return null;
    }

    // Constructor parameters are named like the property they set: units → Units.
    private static string Property(IParameterSymbol parameter) =>
        char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1);

    private static ITypeSymbol? PropertyType(INamedTypeSymbol? type, string name) =>
        type is null
            ? null
            : type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()?.Type ?? PropertyType(type.BaseType, name);

    // A field or an `object`, which only attributes of others have, takes anything the compiler lets pass.
    private static bool Fits(TypedConstant value, ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } || SymbolEqualityComparer.Default.Equals(value.Type, type);

    private static string? Text(TypedConstant value) =>
        value is { IsNull: false, Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum }
            ? Convert.ToString(value.Value, CultureInfo.InvariantCulture)
            : null;
}

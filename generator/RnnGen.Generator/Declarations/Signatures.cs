using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations;

/// <summary>What tells methods of one name apart, as text.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat Format =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The types of a method's parameters, after its number of type parameters where it has any: <c>`1(string, ref int)</c>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="model">The class with the generated members, whose nested types go by their simple names.</param>
    public static string Signature(this IMethodSymbol method, INamedTypeSymbol model) =>
        (method.Arity > 0 ? "`" + method.Arity : "") + "(" + string.Join(", ", method.Parameters.Select(parameter => Of(parameter, model))) + ")";

    // C# tells `ref` from none, but not `ref` from `in` and `out`.
    private static string Of(IParameterSymbol parameter, INamedTypeSymbol model) =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + Of(parameter.Type, model);

    // The generator does not see the nested types it is about to add: to it they are errors.
    private static string Of(ITypeSymbol type, INamedTypeSymbol model) =>
        type.TypeKind == TypeKind.Error || SymbolEqualityComparer.Default.Equals(type.ContainingType, model) ? type.Name : type.ToDisplayString(Format);
}

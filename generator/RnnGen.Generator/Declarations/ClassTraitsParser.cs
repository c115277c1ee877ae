using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>Reads what the generated half of a class has to get along with.</summary>
internal static class ClassTraitsParser
{
    public static ClassTraits Parse(INamedTypeSymbol type, CancellationToken cancellation) => new(
        type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error },
        HasRequiredMembers(type),
        type.GetMembers().Any(member => MayBeUnset(member, cancellation)));

    /// <summary>
    /// Whether the compiler calls a member unset at the end of the generated constructor, which knows nothing of it. Properties that speak of their
    /// <c>field</c> may well do without a value.
    /// </summary>
    public static bool IsUnset(ISymbol member, CancellationToken cancellation) =>
        MayBeUnset(member, cancellation)
        && !(member is IPropertySymbol && Declaration(member, cancellation) is PropertyDeclarationSyntax property && HasBody(property));

    private static bool MayBeUnset(ISymbol member, CancellationToken cancellation)
    {
        (ITypeSymbol Type, NullableAnnotation Annotation)? slot = member switch
        {
            IFieldSymbol { IsConst: false, IsRequired: false, IsImplicitlyDeclared: false } field => (field.Type, field.NullableAnnotation),
            IPropertySymbol { IsRequired: false } property when IsStored(property) => (property.Type, property.NullableAnnotation),
            IEventSymbol { IsAbstract: false } change when Declaration(change, cancellation) is VariableDeclaratorSyntax => (change.Type, change.NullableAnnotation),
            _ => null,
        };
        return slot is { Type.IsReferenceType: true, Annotation: NullableAnnotation.NotAnnotated }
            && !member.IsStatic
            && !member.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "MaybeNullAttribute" or "AllowNullAttribute" })
            && Initializer(Declaration(member, cancellation)) is null;
    }

    private static bool IsStored(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static SyntaxNode? Declaration(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    private static EqualsValueClauseSyntax? Initializer(SyntaxNode? declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private static bool HasBody(PropertyDeclarationSyntax property) =>
        property.ExpressionBody is not null
        || property.AccessorList is { } list && list.Accessors.Any(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null);

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is { SpecialType: not SpecialType.System_Object }; part = part.BaseType)
        {
            if (part.GetMembers().Any(static member => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}

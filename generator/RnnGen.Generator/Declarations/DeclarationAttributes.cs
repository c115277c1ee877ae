using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations;

/// <summary>The attributes of a class that declare a network.</summary>
/// <param name="Model">The model attribute, or null where the class has none.</param>
/// <param name="Layers">The layer attributes beside the model attribute in the order written; all of them where there is no model attribute.</param>
/// <param name="Strays">The layer attributes on other parts of the class.</param>
internal sealed record DeclarationAttributes(
    AttributeData? Model, ImmutableArray<AttributeData> Layers, ImmutableArray<AttributeData> Strays)
{
    public const string ModelAttributeName = "RnnGen.RnnModelAttribute";

    private const string Suffix = "Attribute";

    public static DeclarationAttributes Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        AttributeData? model = attributes.FirstOrDefault(static attribute => IsRnnGen(attribute.AttributeClass, "RnnModelAttribute"));
        ImmutableArray<AttributeData> layers = attributes.RemoveAll(static attribute => !DeclaresLayer(attribute));
        if (model is null || layers.IsEmpty)
        {
            return new(model, layers, []);
        }

        SyntaxNode? part = Part(model, cancellation);
        var own = layers.Where(layer => Part(layer, cancellation) == part)
            .OrderBy(static layer => layer.ApplicationSyntaxReference?.Span.Start)
            .ToImmutableArray();
        return new(model, own, layers.RemoveRange(own));
    }

    /// <summary>
    /// Whether this is the part of the class that counts, where attributes of that kind may stand on several: the one with the model
    /// attribute or, without any, the one with the first layer that is known.
    /// </summary>
    /// <param name="part">A part of the class.</param>
    /// <param name="kind">The kind of layer that was found there; null for the model attribute.</param>
    /// <param name="isKnown">Whether there is a layer of a kind.</param>
    /// <param name="cancellation">Ends the search.</param>
    public bool AreOn(SyntaxNode part, string? kind, Func<string, bool> isKnown, CancellationToken cancellation)
    {
        AttributeData? first = kind is null ? Model
            : Model is null ? Layers.FirstOrDefault(layer => isKnown(Kind(layer)))
            : null;
        return first is not null && (kind is null || Kind(first) == kind) && Part(first, cancellation) == part;
    }

    /// <summary>A layer attribute's name without its suffix, qualified where it is not one of this library's.</summary>
    public static string Kind(AttributeData layer)
    {
        INamedTypeSymbol type = layer.AttributeClass!;
        string name = type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : type.Name;
        // A user's own LstmAttribute must not pass for the library's.
        return IsRnnGen(type, type.Name) ? name : type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
    }

    private static bool DeclaresLayer(AttributeData attribute)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass?.BaseType; type is not null; type = type.BaseType)
        {
            if (IsRnnGen(type, "LayerAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRnnGen(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, Arity: 0, ContainingNamespace: { Name: "RnnGen", ContainingNamespace.IsGlobalNamespace: true } }
        && type.TypeKind != TypeKind.Error
        && type.Name == name;

    // attribute → attribute list → the part of the class
    private static SyntaxNode? Part(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent;
}

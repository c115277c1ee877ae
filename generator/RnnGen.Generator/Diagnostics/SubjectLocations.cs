using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Finds the place in the source that a violation speaks of.</summary>
internal static class SubjectLocations
{
    public static Location Find(
        Subject subject, INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation) => subject.Kind switch
    {
        SubjectKind.ContainingType => Name(ClassFactsParser.ContainingTypes(type)[subject.Index]),
        SubjectKind.Member => Member(ClassFactsParser.Members(type)[subject.Index], type, attributes, cancellation),
        SubjectKind.Constructor => Name(ClassFactsParser.Constructors(type)[subject.Index]),
        SubjectKind.ModelAttribute => Attribute(attributes.Model!, subject.Argument, cancellation),
        SubjectKind.Layer => Attribute(attributes.Layers[subject.Index], subject.Argument, cancellation),
        SubjectKind.StrayLayer => Attribute(attributes.Strays[subject.Index], null, cancellation),
        _ => ClassName(attributes, type, cancellation),
    };

    /// <summary>The argument that sets <paramref name="property"/>, or the whole attribute where none is written.</summary>
    public static Location Attribute(AttributeData attribute, string? property, CancellationToken cancellation)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
        AttributeArgumentSyntax? argument = property is null ? null : AttributeArguments.Find(attribute, syntax, property);
        return (argument ?? (SyntaxNode)syntax).GetLocation();
    }

    // A member may be inherited, from another file or even another assembly: then the class itself is the place to look.
    private static Location Member(
        ISymbol member, INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? Name(member) : ClassName(attributes, type, cancellation);

    // Of several parts of the class, the one with the attributes.
    private static Location ClassName(DeclarationAttributes attributes, INamedTypeSymbol type, CancellationToken cancellation) =>
        attributes.Model?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent is TypeDeclarationSyntax part
            ? part.Identifier.GetLocation()
            : Name(type);

    private static Location Name(ISymbol symbol)
    {
        ImmutableArray<Location> locations = symbol.Locations;
        return locations.IsEmpty ? Location.None : locations[0];
    }
}

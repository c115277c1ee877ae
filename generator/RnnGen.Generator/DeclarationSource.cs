using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator;

/// <summary>The first step of the generator: from annotated classes to declarations, sound or faulty, and what is to be said about the latter.</summary>
internal static class DeclarationSource
{
    /// <summary>The attribute to look for.</summary>
    public const string AttributeName = DeclarationAttributes.ModelAttributeName;

    /// <summary>The attributes to look for on classes that have no model attribute, by the kind of layer.</summary>
    public static IEnumerable<(string Kind, string AttributeName)> Layers =>
        LayerRegistry.All.Select(static layer => (layer.Name, $"RnnGen.{layer.Name}Attribute"));

    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    /// <summary>What the annotated class declares; null where another part of it, or another attribute, says so already.</summary>
    /// <param name="context">The class.</param>
    /// <param name="kind">The kind of layer that was found on it; null for the model attribute.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static FoundDeclaration? Transform(GeneratorAttributeSyntaxContext context, string? kind, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attributes = DeclarationAttributes.Of(type, cancellation);
        if (!attributes.AreOn(context.TargetNode, kind, static layer => LayerRegistry.Find(layer) is not null, cancellation)
            || ModelParser.Parse(type, attributes, context.SemanticModel.Compilation, cancellation) is not { } parsed)
        {
            return null;
        }

        return RuleReport.Of(parsed, DeclarationRules.Check(parsed), type, attributes, cancellation);
    }
}

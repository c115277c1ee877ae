using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Declarations;

/// <summary>The first step of the generator: from annotated classes to declarations without a fault.</summary>
internal static class DeclarationSource
{
    /// <summary>The attribute to look for.</summary>
    public const string AttributeName = DeclarationAttributes.ModelAttributeName;

    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    /// <summary>
    /// The declaration of the annotated class, or null where a rule speaks against it. Only values leave here: the facts about
    /// the class are used up by the rules, so an edit of its other members changes nothing downstream.
    /// </summary>
    public static ModelDeclaration? Transform(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        return ModelParser.Parse(type, DeclarationAttributes.Of(type, cancellation), cancellation) is { } parsed
            && DeclarationRules.Check(parsed).Count == 0
                ? parsed.Model
                : null;
    }
}

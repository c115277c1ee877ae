using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// Finds out whether an argument has no value only because it takes one from a constant that is generated on a model. Such an argument
/// compiles in the end, but no generator sees what generators write.
/// </summary>
internal static class GeneratedConstants
{
    /// <summary>The first such constant as written, the model it belongs to, and the property that it would set; null where there is none.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="property">The property that the argument sets; null for all arguments.</param>
    /// <param name="compilation">What the generator sees.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static (string Text, string Owner, string? Property)? Find(AttributeData attribute, string? property, Compilation compilation, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList: { } list })
        {
            return null;
        }

        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (int index = 0; index < list.Arguments.Count; index++)
        {
            string? sets = AttributeArguments.PropertyOf(attribute, list.Arguments[index], index);
            if ((property is null || property == sets)
                && Find(list.Arguments[index].Expression, compilation, seen, cancellation) is var (text, owner))
            {
                return (text, owner, sets);
            }
        }

        return null;
    }

    private static (string Text, string Owner)? Find(ExpressionSyntax expression, Compilation compilation, HashSet<ISymbol> seen, CancellationToken cancellation)
    {
        SemanticModel model = compilation.GetSemanticModel(expression.SyntaxTree);
        foreach (SimpleNameSyntax name in expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            ISymbol? symbol = model.GetSymbolInfo(name, cancellation).Symbol;
            if (symbol is null && Owner(name, model, cancellation) is { } owner)
            {
                SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                return (whole.ToString(), owner.Name);
            }

            // A constant of the user's may in turn be made of a generated one.
            if (symbol is IFieldSymbol { IsConst: true, HasConstantValue: false }
                && seen.Add(symbol)
                && symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && Find(value, compilation, seen, cancellation) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The model on which a name that means nothing yet will be generated.</summary>
    private static INamedTypeSymbol? Owner(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (!GeneratedMembers.IsNameTaken(name.Identifier.ValueText, isMethod: false))
        {
            return null;
        }

        IEnumerable<INamedTypeSymbol?> candidates = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? [model.GetSymbolInfo(access.Expression, cancellation).Symbol as INamedTypeSymbol]
            : InScope(name, model, cancellation);
        return candidates.FirstOrDefault(type => type is not null && DeclarationAttributes.Of(type, cancellation).Model is not null);
    }

    /// <summary>The types whose members are reached without a qualifier: those around the name, and those of static usings.</summary>
    private static IEnumerable<INamedTypeSymbol?> InScope(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        IEnumerable<INamedTypeSymbol?> around = name.Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .Select(type => model.GetDeclaredSymbol(type, cancellation));
        IEnumerable<INamedTypeSymbol?> usings = name.SyntaxTree.GetRoot(cancellation).DescendantNodes(static node => node is not TypeDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(static @using => @using.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) && @using.Name is not null)
            .Select(@using => model.GetSymbolInfo(@using.Name!, cancellation).Symbol as INamedTypeSymbol);
        return around.Concat(usings);
    }
}

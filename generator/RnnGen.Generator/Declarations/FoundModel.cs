using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>What the first step of the generator makes of one annotated class: what it declares, or why nobody can say.</summary>
/// <param name="Found">What is declared; null where there is a reason.</param>
/// <param name="Failure">What this generator itself failed with, as text.</param>
/// <param name="CompiledCopy">A file that this generator wrote on an earlier occasion, and that is compiled as if it were the user's.</param>
/// <param name="Site">Where the class is.</param>
internal sealed record FoundModel(FoundDeclaration? Found, string? Failure, string? CompiledCopy, DeclarationSite Site)
{
    /// <summary>What is known of the library where it is not of the version that this generator writes for; null where it is.</summary>
    public string? OtherLibrary { get; init; }

    /// <summary>The class, sound or faulty; null where nothing is generated for it.</summary>
    public ModelDeclaration? Model => Found?.Sound ?? Found?.Faulty?.Model;

    /// <summary>The class's full name, unlike that of any other.</summary>
    public string FullName => Model is { } model ? NameOf(model, Found!.Faulty) : "";

    /// <summary>Finds out what an annotated class declares; null where another part of it says so already.</summary>
    /// <param name="context">The class.</param>
    /// <param name="read">Reads its declaration.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static FoundModel? Of(
        GeneratorAttributeSyntaxContext context,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, FoundDeclaration?> read,
        CancellationToken cancellation)
    {
        var site = DeclarationSite.Of((TypeDeclarationSyntax)context.TargetNode);
        try
        {
            if (LibraryContract.Difference(context.Attributes[0].AttributeClass!) is { } difference)
            {
                return new(null, null, null, site) { OtherLibrary = difference };
            }

            // The generator sees a project without what generators add: a file of this one's is a copy.
            return read(context, cancellation) is not { } found ? null
                : ClassFactsParser.EmittedFile((INamedTypeSymbol)context.TargetSymbol) is { } copy ? new(null, null, copy, site)
                : new(found, null, null, site);
        }
        catch (Exception exception) when (Failures.IsOurs(exception, cancellation))
        {
            return new(null, Failures.Text(exception), null, site);
        }
    }

    /// <summary>The full name of a class.</summary>
    /// <param name="model">The class.</param>
    /// <param name="faulty">The same where it breaks a rule, and so may be generic; else null.</param>
    public static string NameOf(ModelDeclaration model, FaultyDeclaration? faulty) =>
        string.Join("/", [model.Namespace, .. model.ContainingTypes, model.Name + faulty?.TypeParameters]);

    /// <summary>The same with a number for the names of files.</summary>
    public FoundModel WithTwin(int number) => this with
    {
        Found = Found! with
        {
            Sound = Found.Sound is { } sound ? sound with { Twin = number } : null,
            Faulty = Found.Faulty is { } faulty ? faulty with { Model = faulty.Model with { Twin = number } } : null,
        },
    };
}

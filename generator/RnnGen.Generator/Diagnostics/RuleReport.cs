using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Descriptors;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Turns what a declaration breaks into diagnostics at the attribute or argument that causes it; an error leaves it without a network.</summary>
internal static class RuleReport
{
    /// <summary>What is said of a declaration whose attributes did not compile when code was generated.</summary>
    public const string Unread = "its attributes could not be read when code was generated.";

    public static FoundDeclaration Of(
        AnnotatedClass parsed, IReadOnlyList<Violation> violations, INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation)
    {
        // An attribute that does not resolve may be a misspelt layer: first the compiler's error, then ours.
        Violation[] reported = [.. violations.Where(violation => !parsed.Facts.HasUnknownAttributes || violation.Rule == RuleIds.GeneratedConstant)];
        EquatableArray<Diagnostic> diagnostics = new(reported.Select(violation => Diagnostic.Create(
            AllDescriptors.Of(violation.Rule),
            SubjectLocations.Find(violation.Subject, type, attributes, cancellation),
            [.. violation.Arguments])));
        Violation? error = reported.FirstOrDefault(IsError);
        return parsed.Unread.Count == 0 && !violations.Any(IsError)
            ? new(parsed.Model, null, diagnostics)
            : new(null, FaultyDeclaration.Of(parsed, Network.TakesTokens(parsed.Model), Reason(parsed.Model, error)), diagnostics);
    }

    private static bool IsError(Violation violation) => AllDescriptors.Of(violation.Rule).DefaultSeverity == DiagnosticSeverity.Error;

    // It becomes a literal: names of layers, which may be anything, stay out of it.
    private static string Reason(ModelDeclaration model, Violation? violation) => violation is null
        ? $"'{model.Name}' has no network: {Unread}"
        : $"'{model.Name}' has no network: its declaration breaks {violation.Rule}. {AllDescriptors.Of(violation.Rule).Title.ToString(CultureInfo.InvariantCulture)}.";
}

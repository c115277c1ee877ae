using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Descriptors;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Reports what keeps a declaration from becoming a network, at the attribute or argument that causes it. The generator asks
/// the same rules and emits nothing where one is broken.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AllDescriptors.List;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Generated declarations too: nothing is emitted for a faulty one, and that must not pass in silence.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        // An attribute that does not resolve may be a misspelt layer: first the compiler's error, then ours.
        if (type.TypeKind != TypeKind.Class
            || type.GetAttributes().Any(static attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error }))
        {
            return;
        }

        var attributes = DeclarationAttributes.Of(type, context.CancellationToken);
        if (attributes.Model is null)
        {
            if (!attributes.Layers.IsEmpty)
            {
                Location location = SubjectLocations.Attribute(attributes.Layers[0], null, context.CancellationToken);
                context.ReportDiagnostic(Diagnostic.Create(ClassDescriptors.LayersWithoutModel, location, type.Name));
            }

            return;
        }

        if (ModelParser.Parse(type, attributes, context.CancellationToken) is not { } parsed)
        {
            return;
        }

        foreach (Violation violation in DeclarationRules.Check(parsed))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AllDescriptors.Of(violation.Rule),
                SubjectLocations.Find(violation.Subject, type, attributes, context.CancellationToken),
                [.. violation.Arguments]));
        }
    }
}

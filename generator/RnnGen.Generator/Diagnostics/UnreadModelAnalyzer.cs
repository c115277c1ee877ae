using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Descriptors;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Reports declarations that could not be read when code was generated and compile all the same: something in them comes from another generator. Only an
/// analyzer sees what all generators wrote; every other rule about declarations is reported by the generator.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ClassDescriptors.UnreadModel];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attributes = DeclarationAttributes.Of(type, context.CancellationToken);
        if ((attributes.Model ?? attributes.Layers.FirstOrDefault()) is not { } first
            || !type.DeclaringSyntaxReferences.Any(part => IsUnread(part.SyntaxTree, context.CancellationToken))
            || ModelParser.Parse(type, attributes, context.Compilation, context.CancellationToken) is not { Unread.Count: 0, Facts.HasUnknownAttributes: false })
        {
            return;
        }

        Location location = SubjectLocations.Attribute(first, null, context.CancellationToken);
        context.ReportDiagnostic(Diagnostic.Create(ClassDescriptors.UnreadModel, location, type.Name));
    }

    // The file that was generated for the class says so at its top.
    private static bool IsUnread(SyntaxTree tree, CancellationToken cancellation) =>
        ClassFactsParser.IsGeneratedHere(tree)
        && tree.GetRoot(cancellation).GetLeadingTrivia().Any(static line => line.ToString().EndsWith(RuleReport.Unread, StringComparison.Ordinal));
}

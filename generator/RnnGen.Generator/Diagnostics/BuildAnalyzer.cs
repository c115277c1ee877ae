using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Descriptors;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Says, at the model attribute, that the build makes a model slow. The compiler marks a whole assembly as not to be optimised, and no attribute on a method or class
/// takes emitted code out of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BuildAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What raises all rules of all analyzers at once.</summary>
    private const string SeverityOfAll = "dotnet_analyzer_diagnostic.severity";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [BuildDescriptors.NotOptimized];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.Options.OptimizationLevel == OptimizationLevel.Debug
                && start.Compilation.GetTypeByMetadataName(DeclarationAttributes.ModelAttributeName) is { } attribute)
            {
                start.RegisterSymbolAction(context => Analyze(context, attribute), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        AttributeData? model = context.Symbol.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
        if (model?.ApplicationSyntaxReference is not { } reference)
        {
            return;
        }

        // Who makes errors of everything means faults of the code. This is none, and the build is not to fail in Debug alone.
        if (context.Options.AnalyzerConfigOptionsProvider.GetOptions(reference.SyntaxTree).TryGetValue(SeverityOfAll, out _))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            BuildDescriptors.NotOptimized, reference.GetSyntax(context.CancellationToken).GetLocation(), context.Symbol.Name));
    }
}

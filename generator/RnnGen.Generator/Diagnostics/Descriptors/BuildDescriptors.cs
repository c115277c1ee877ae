using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Hints about how a project is built. No declaration can break them.</summary>
internal static class BuildDescriptors
{
    private const string Category = "RnnGen.Build";

    public static readonly DiagnosticDescriptor NotOptimized = new(
        RuleIds.NotOptimized,
        "Models are fast in optimised builds",
        "'{0}' is compiled without optimisation, which makes it more than 20 times slower. Build with '-c Release', or set '<Optimize>true</Optimize>' in the project.",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NotOptimized + HelpPages.Extension);
}

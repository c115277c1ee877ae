using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Rules about calls of a model.</summary>
internal static class UsageDescriptors
{
    private const string Category = "RnnGen.Usage";

    public static readonly DiagnosticDescriptor EditNotDisposed = new(
        RuleIds.EditNotDisposed,
        "An edit of parameters must be disposed",
        "The edit that {0} opens is never disposed, and until it is the model's other calls throw. Declare it by 'using', or call its Dispose when everything is written.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.EditNotDisposed + HelpPages.Extension);
}

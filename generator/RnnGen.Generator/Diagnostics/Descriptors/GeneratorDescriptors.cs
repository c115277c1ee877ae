using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>What is no fault of a declaration: of the project, or of this generator.</summary>
internal static class GeneratorDescriptors
{
    public static readonly DiagnosticDescriptor CompiledCopy = new(
        RuleIds.CompiledCopy,
        "Generated files must not be compiled twice",
        "The project compiles '{1}', which is a copy of code generated for '{0}'. Exclude it: <Compile Remove=\"**/RnnGen.Generator.RnnModelGenerator/**\" />.",
        "RnnGen.Class",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.CompiledCopy + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OtherLibrary = new(
        RuleIds.OtherLibrary,
        "Generator and library must fit each other",
        "Nothing is generated for '{0}': this generator writes for version {1} of the contract between models and library, but {2}. Use library and generator of one RnnGen package.",
        "RnnGen.Build",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OtherLibrary + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InternalFailure = new(
        RuleIds.InternalFailure,
        "A fault in RnnGen",
        "Nothing is generated for '{0}' because of a fault in RnnGen. Please report it, with the exception '{1}' and the declaration '{2}'.",
        "RnnGen.Internal",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.InternalFailure + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> List { get; } = [CompiledCopy, OtherLibrary, InternalFailure];
}

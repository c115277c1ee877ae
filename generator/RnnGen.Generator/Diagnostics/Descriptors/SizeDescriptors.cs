using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Rules about sizes.</summary>
internal static class SizeDescriptors
{
    private const string Category = "RnnGen.Sizes";

    public static readonly DiagnosticDescriptor SizeTooSmall = new(
        RuleIds.SizeTooSmall,
        "A size must be at least 1",
        "{0} is {1}, but must be at least {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.SizeTooSmall + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SizeTooLarge = new(
        RuleIds.SizeTooLarge,
        "A size must be within its limit",
        "{0} is {1}, but must be at most {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.SizeTooLarge + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        RuleIds.TooManyParameters,
        "A network must not have too many parameters",
        "'{0}' has {1} parameters up to layer {2}, {3}, but may have at most {4}. Use fewer units.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.TooManyParameters + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WorkspaceTooLarge = new(
        RuleIds.WorkspaceTooLarge,
        "The values kept for one sample must not be too many",
        "'{0}' keeps {1} values for one sample, {2} at each of {3} steps, but may keep at most {4}. Use a shorter sequence or fewer units.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.WorkspaceTooLarge + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NegativeUnroll = new(
        RuleIds.NegativeUnroll,
        "The unroll factor must not be negative",
        "Unroll is {0}, but must be the number of steps per emitted block, or 0 to let the generator choose",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NegativeUnroll + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor GeneratedConstant = new(
        RuleIds.GeneratedConstant,
        "A declaration must not use generated constants",
        "'{0}' is generated on the model '{1}', so it is not there yet when the attributes of '{2}' are read. Declare a constant of your own, such as 'public const int Size = 16', and use it on both models.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.GeneratedConstant + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoInputSize = new(
        RuleIds.NoInputSize,
        "Inputs that are numbers need a size",
        "'{0}' does not say how many features an input step has. Write [RnnModel({1}, inputSize)], or begin with an [Embedding] if inputs are token ids.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NoInputSize + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InputSizeOfTokens = new(
        RuleIds.InputSizeOfTokens,
        "Inputs that are token ids have no size",
        "'{0}' begins with an {1}, so an input step is one token id. Remove the input size, as in [RnnModel({2})].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.InputSizeOfTokens + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);
}

using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Rules about the layers of a network.</summary>
internal static class LayerDescriptors
{
    private const string Category = "RnnGen.Layers";

    public static readonly DiagnosticDescriptor NoLayers = new(
        RuleIds.NoLayers,
        "A network must have layers",
        "'{0}' has no layers. Add them below [RnnModel], ending with an output layer such as [Dense(1)].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NoLayers + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoOutputLayer = new(
        RuleIds.NoOutputLayer,
        "A network must end with an output layer",
        "The last layer of '{0}' is {1}, which is not an output layer. Add a [Dense(units)] below it, with as many units as one output step has values.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NoOutputLayer + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        RuleIds.UnknownLayer,
        "A layer must be one that RnnGen knows",
        "RnnGen has no layer '{0}'. Use one of its own: {1}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnknownLayer + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor InvalidLayerName = new(
        RuleIds.InvalidLayerName,
        "A layer's name must be an identifier",
        "The layer name '{0}' cannot be part of tensor and method names. Use ASCII letters, digits and underscores, starting with a letter.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.InvalidLayerName + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateLayerName = new(
        RuleIds.DuplicateLayerName,
        "A layer's name must be unlike the others",
        "The layer name '{0}' is taken by layer {1}, {2}, which is named '{3}'. Choose a name that differs in more than case.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.DuplicateLayerName + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        RuleIds.UndefinedValue,
        "An enumeration argument must be one of its values",
        "{0} is not a value of {1}. Use one of {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UndefinedValue + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SoftmaxInCell = new(
        RuleIds.SoftmaxInCell,
        "Softmax is not an activation of a cell",
        "{0} of {1} cannot be Softmax, which mixes the units of a layer instead of acting on each. Use an elementwise activation here, or Softmax on a Dense.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.SoftmaxInCell + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SoftmaxOfOne = new(
        RuleIds.SoftmaxOfOne,
        "Softmax needs at least two units",
        "Softmax over a single unit is always 1, whatever the input. Use one unit per class, or Sigmoid for one probability.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.SoftmaxOfOne + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownSource = new(
        RuleIds.UnknownSource,
        "A layer must read a layer above it",
        "No layer above '{1}' is named '{0}'. Use one of {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnknownSource + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TooFewSources = new(
        RuleIds.TooFewSources,
        "A layer that joins several must name them",
        "{0} joins the outputs of at least two layers, each named once, but reads: {1}. Name the layers as in [{0}(\"lstm1\", \"lstm2\")].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.TooFewSources + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SizesDiffer = new(
        RuleIds.SizesDiffer,
        "Layers that are joined unit by unit must have equal sizes",
        "{0} joins layers unit by unit, but their sizes differ: {1}. Give them equal sizes, put a [Dense] between, or use [Concatenate].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.SizesDiffer + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnreadLayer = new(
        RuleIds.UnreadLayer,
        "A layer must be read by another",
        "No layer reads '{0}', so that it would have no effect. Name it in a layer below, as in From = \"{0}\" or [Concatenate(\"{0}\", …)], or remove the {1}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnreadLayer + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OptionWithoutEffect = new(
        RuleIds.OptionWithoutEffect,
        "An option that is written must have an effect",
        "{0} of {1} has no effect without {2} = true. Add that, or remove {0}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OptionWithoutEffect + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LearntAndGivenState = new(
        RuleIds.LearntAndGivenState,
        "A state is learnt or given, not both",
        "'{0}' is stateful: its callers give the states that layers begin with, so this {1} cannot learn its own. Remove LearnInitialState, or Stateful.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.LearntAndGivenState + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EmbeddingNotFirst = new(
        RuleIds.EmbeddingNotFirst,
        "An embedding must be the first layer",
        "This {0} reads token ids, which only the network's input can be, but it is layer {1}. Put it first, or use Dense here.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.EmbeddingNotFirst + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);
}

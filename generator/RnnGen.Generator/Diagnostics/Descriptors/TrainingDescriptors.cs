using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Rules about topology, output steps and loss.</summary>
internal static class TrainingDescriptors
{
    private const string Category = "RnnGen.Training";

    public static readonly DiagnosticDescriptor TooManyOutputSteps = new(
        RuleIds.TooManyOutputSteps,
        "There are no more output steps than steps",
        "OutputSteps is {0}, but the sequence has only {1} steps. Leave OutputSteps out for an output at every step.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.TooManyOutputSteps + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OutputStepsNotAllowed = new(
        RuleIds.OutputStepsNotAllowed,
        "Topologies with one output have one output step",
        "OutputSteps is {0}, but {1} has one output. Remove OutputSteps, or use Topology.ManyToMany for the outputs of the last {0} steps.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OutputStepsNotAllowed + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OneToOneSequence = new(
        RuleIds.OneToOneSequence,
        "One-to-one networks have one step",
        "SequenceLength is {0}, but OneToOne is a network of one step. Make it 1, or use another topology.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OneToOneSequence + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OneInputOfAnyLength = new(
        RuleIds.OneInputOfAnyLength,
        "Sequences of variable length take an input at each step",
        "VariableLength is for sequences that take an input at each step, but {0} takes one. Remove VariableLength, or use another topology.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OneInputOfAnyLength + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor CrossEntropyWithoutSoftmax = new(
        RuleIds.CrossEntropyWithoutSoftmax,
        "CrossEntropy needs a softmax output",
        "CrossEntropy is the loss of a softmax over classes, but the activation of the last layer is {0}. Add 'Activation = Activation.Softmax' to it, or use another loss.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.CrossEntropyWithoutSoftmax + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BinaryCrossEntropyWithoutSigmoid = new(
        RuleIds.BinaryCrossEntropyWithoutSigmoid,
        "BinaryCrossEntropy needs a sigmoid output",
        "BinaryCrossEntropy is the loss of probabilities from a sigmoid, but the activation of the last layer is {0}. Add 'Activation = Activation.Sigmoid' to it, or use another loss.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.BinaryCrossEntropyWithoutSigmoid + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LabelSmoothing = new(
        RuleIds.LabelSmoothing,
        "Labels of CrossEntropy are smoothed by less than 1",
        "LabelSmoothing is {0} and the loss {1}, but what is smoothed is the class ids of CrossEntropy, by a number from 0 to below 1",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.LabelSmoothing + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);
}

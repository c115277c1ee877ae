using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Every rule about declarations, by id.</summary>
internal static class AllDescriptors
{
    public static ImmutableArray<DiagnosticDescriptor> List { get; } =
    [
        ClassDescriptors.ClassNotPartial,
        ClassDescriptors.ContainingTypeNotPartial,
        ClassDescriptors.GenericType,
        ClassDescriptors.RecordModel,
        ClassDescriptors.NotInstantiable,
        ClassDescriptors.FileLocalType,
        ClassDescriptors.StrayLayer,
        ClassDescriptors.LayersWithoutModel,
        ClassDescriptors.MemberNameTaken,
        ClassDescriptors.PrimaryConstructor,
        ClassDescriptors.UnchainedConstructor,
        ClassDescriptors.ConstructorTaken,
        ClassDescriptors.UnreachableBase,
        ClassDescriptors.DerivedModel,
        ClassDescriptors.UnsetMember,
        ClassDescriptors.UnreadModel,
        ClassDescriptors.OldLanguage,
        LayerDescriptors.NoLayers,
        LayerDescriptors.NoOutputLayer,
        LayerDescriptors.UnknownLayer,
        LayerDescriptors.InvalidLayerName,
        LayerDescriptors.DuplicateLayerName,
        LayerDescriptors.UndefinedValue,
        LayerDescriptors.SoftmaxInCell,
        LayerDescriptors.SoftmaxOfOne,
        LayerDescriptors.UnknownSource,
        LayerDescriptors.TooFewSources,
        LayerDescriptors.SizesDiffer,
        LayerDescriptors.UnreadLayer,
        LayerDescriptors.OptionWithoutEffect,
        LayerDescriptors.LearntAndGivenState,
        LayerDescriptors.EmbeddingNotFirst,
        SizeDescriptors.SizeTooSmall,
        SizeDescriptors.SizeTooLarge,
        SizeDescriptors.TooManyParameters,
        SizeDescriptors.WorkspaceTooLarge,
        SizeDescriptors.NegativeUnroll,
        SizeDescriptors.GeneratedConstant,
        SizeDescriptors.NoInputSize,
        SizeDescriptors.InputSizeOfTokens,
        TrainingDescriptors.TooManyOutputSteps,
        TrainingDescriptors.OutputStepsNotAllowed,
        TrainingDescriptors.OneToOneSequence,
        TrainingDescriptors.CrossEntropyWithoutSoftmax,
        TrainingDescriptors.BinaryCrossEntropyWithoutSigmoid,
        TrainingDescriptors.LabelSmoothing,
        TrainingDescriptors.OneInputOfAnyLength,
        UsageDescriptors.EditNotDisposed,
    ];

    /// <summary>The descriptor of the rule with id <paramref name="rule"/>, one of <see cref="RuleIds"/>.</summary>
    public static DiagnosticDescriptor Of(string rule) => List.First(descriptor => descriptor.Id == rule);
}

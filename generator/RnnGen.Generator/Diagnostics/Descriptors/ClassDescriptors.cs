using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics.Descriptors;

/// <summary>Rules about the class that carries the declaration.</summary>
internal static class ClassDescriptors
{
    private const string Category = "RnnGen.Class";

    public static readonly DiagnosticDescriptor ClassNotPartial = new(
        RuleIds.ClassNotPartial,
        "A model class must be partial",
        "'{0}' carries [RnnModel] but is not partial, so no network can be added to it. Declare it as 'partial class {0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.ClassNotPartial + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        RuleIds.ContainingTypeNotPartial,
        "Types around a model class must be partial",
        "'{0}' contains the model '{1}' but is not partial. Add 'partial' to the declaration of '{0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.ContainingTypeNotPartial + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor GenericType = new(
        RuleIds.GenericType,
        "A model class must not be generic or inside a generic type",
        "'{0}' has type parameters, but the sizes and types of the model '{1}' are fixed at compile time. Remove them, or move '{1}' out of '{0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.GenericType + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor RecordModel = new(
        RuleIds.RecordModel,
        "A model class must not be a record",
        "'{0}' is a record, but a model is not a value to compare or copy. Declare it as 'partial class {0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.RecordModel + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotInstantiable = new(
        RuleIds.NotInstantiable,
        "A model class must not be static or abstract",
        "'{0}' is {1}, so no model could be created. Remove '{1}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.NotInstantiable + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FileLocalType = new(
        RuleIds.FileLocalType,
        "A model class must not be file-local",
        "'{0}' is visible in this file only, but the generated code of the model '{1}' is in another. Remove 'file' from '{0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.FileLocalType + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor StrayLayer = new(
        RuleIds.StrayLayer,
        "Layers must be on the part of the class with the model attribute",
        "This {0} layer is on another part of '{1}' than [RnnModel], so its place among the layers is unknown. Move it to the other layers, below [RnnModel].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.StrayLayer + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LayersWithoutModel = new(
        RuleIds.LayersWithoutModel,
        "Layers need a model attribute",
        "'{0}' has layers but no [RnnModel], so there is no network. Add [RnnModel(sequenceLength, inputSize)] above them.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.LayersWithoutModel + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MemberNameTaken = new(
        RuleIds.MemberNameTaken,
        "A name is needed for a generated member",
        "The model '{0}' gets a generated member '{1}', which this {2} of the same name prevents. Rename the {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.MemberNameTaken + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor PrimaryConstructor = new(
        RuleIds.PrimaryConstructor,
        "A model class must not have a primary constructor",
        "The primary constructor of '{0}' keeps its generated constructor '{0}(int seed = 0)' from compiling. Remove it, or write a constructor that ends with ': this(seed)'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.PrimaryConstructor + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnchainedConstructor = new(
        RuleIds.UnchainedConstructor,
        "Constructors of a model class must call the generated one",
        "This constructor of '{0}' leaves the model without parameters. Let it call the generated constructor: add ': this(seed)'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnchainedConstructor + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ConstructorTaken = new(
        RuleIds.ConstructorTaken,
        "A constructor of one int is generated",
        "The model '{0}' gets a generated constructor '{0}(int seed = 0)', which has the same parameters as this one. Remove this one, or give it other parameters.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.ConstructorTaken + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnreachableBase = new(
        RuleIds.UnreachableBase,
        "The base of a model class needs a constructor without arguments",
        "The generated constructor of '{1}' cannot call one of its base class '{0}', which has none that goes without arguments. Add one to '{0}', or remove the base class.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnreachableBase + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DerivedModel = new(
        RuleIds.DerivedModel,
        "A model class must not derive from another model",
        "'{0}' derives from the model '{1}', whose parameters and methods it would carry along beside its own. Remove the base class, or hold a '{1}' in a field.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.DerivedModel + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnsetMember = new(
        RuleIds.UnsetMember,
        "Members that are not nullable need a value",
        "'{0}' is null when the generated constructor of '{1}' ends, although its type is not nullable. Give it an initial value, or declare it as nullable or required.",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnsetMember + HelpPages.Extension);

    public static readonly DiagnosticDescriptor UnreadModel = new(
        RuleIds.UnreadModel,
        "A declaration must not use what other generators write",
        "The attributes of '{0}' compile only with code that another generator writes, which was not there yet when they were read. Use constants and attributes of your own source.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.UnreadModel + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor OldLanguage = new(
        RuleIds.OldLanguage,
        "Models need C# 11 or newer",
        "The network of '{0}' is written in C# 11, but this project is compiled as C# {1}. Remove <LangVersion> from the project, or set it to 11 or higher.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPages.Root + RuleIds.OldLanguage + HelpPages.Extension, customTags: WellKnownDiagnosticTags.NotConfigurable);
}

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Ids of the rules: from 001 for the class, from 021 for its layers, from 041 for sizes, from 061 for topology and loss, from 081 for calls, from 091 for the build, 099 for faults of RnnGen itself. RNN020, that models are written in C#, is
/// in the package's targets, since no generator runs for other languages.
/// </summary>
internal static class RuleIds
{
    public const string ClassNotPartial = "RNN001";
    public const string ContainingTypeNotPartial = "RNN002";
    public const string GenericType = "RNN003";
    public const string RecordModel = "RNN004";
    public const string NotInstantiable = "RNN005";
    public const string FileLocalType = "RNN006";
    public const string StrayLayer = "RNN007";
    public const string LayersWithoutModel = "RNN008";
    public const string MemberNameTaken = "RNN009";
    public const string PrimaryConstructor = "RNN010";
    public const string UnchainedConstructor = "RNN011";
    public const string ConstructorTaken = "RNN012";
    public const string UnreachableBase = "RNN013";
    public const string DerivedModel = "RNN014";
    public const string UnsetMember = "RNN015";
    public const string CompiledCopy = "RNN016";
    public const string UnreadModel = "RNN017";
    public const string OldLanguage = "RNN019";

    public const string NoLayers = "RNN021";
    public const string NoOutputLayer = "RNN022";
    public const string UnknownLayer = "RNN023";
    public const string InvalidLayerName = "RNN024";
    public const string DuplicateLayerName = "RNN025";
    public const string UndefinedValue = "RNN026";
    public const string SoftmaxInCell = "RNN027";
    public const string SoftmaxOfOne = "RNN028";
    public const string UnknownSource = "RNN029";
    public const string TooFewSources = "RNN030";
    public const string SizesDiffer = "RNN031";
    public const string UnreadLayer = "RNN032";
    public const string OptionWithoutEffect = "RNN033";
    public const string LearntAndGivenState = "RNN034";
    public const string EmbeddingNotFirst = "RNN035";

    public const string SizeTooSmall = "RNN041";
    public const string SizeTooLarge = "RNN042";
    public const string TooManyParameters = "RNN043";
    public const string WorkspaceTooLarge = "RNN044";
    public const string NegativeUnroll = "RNN045";
    public const string GeneratedConstant = "RNN046";
    public const string NoInputSize = "RNN047";
    public const string InputSizeOfTokens = "RNN048";

    public const string TooManyOutputSteps = "RNN061";
    public const string OutputStepsNotAllowed = "RNN062";
    public const string OneToOneSequence = "RNN063";
    public const string CrossEntropyWithoutSoftmax = "RNN064";
    public const string BinaryCrossEntropyWithoutSigmoid = "RNN065";
    public const string LabelSmoothing = "RNN066";
    public const string OneInputOfAnyLength = "RNN067";

    public const string EditNotDisposed = "RNN081";

    public const string NotOptimized = "RNN091";
    public const string OtherLibrary = "RNN092";

    public const string InternalFailure = "RNN099";
}

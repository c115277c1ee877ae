namespace RnnGen.Generator.Diagnostics;

/// <summary>Ids of the rules: 0xx for the class, 1xx for its layers, 2xx for sizes, 3xx for topology and loss.</summary>
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

    public const string NoLayers = "RNN101";
    public const string NoOutputLayer = "RNN102";
    public const string UnknownLayer = "RNN103";
    public const string InvalidLayerName = "RNN104";
    public const string DuplicateLayerName = "RNN105";
    public const string UndefinedValue = "RNN106";
    public const string SoftmaxInCell = "RNN107";
    public const string SoftmaxOfOne = "RNN108";

    public const string SizeTooSmall = "RNN201";
    public const string SizeTooLarge = "RNN202";
    public const string TooManyParameters = "RNN203";
    public const string WorkspaceTooLarge = "RNN204";
    public const string NegativeUnroll = "RNN205";

    public const string TooManyOutputSteps = "RNN301";
    public const string OutputStepsNotAllowed = "RNN302";
    public const string OneToOneSequence = "RNN303";
    public const string CrossEntropyWithoutSoftmax = "RNN304";
    public const string BinaryCrossEntropyWithoutSigmoid = "RNN305";
}

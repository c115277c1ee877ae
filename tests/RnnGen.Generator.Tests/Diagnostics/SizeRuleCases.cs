namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>Cases for the rules about sizes: RNN041 to RNN048.</summary>
internal static class SizeRuleCases
{
    public static IEnumerable<RuleCase> Broken =>
    [
        new("RNN041", "[RnnModel([|0|], 2), Dense(1)] public partial class Net;", "SequenceLength is 0, but must be at least 1"),
        new("RNN041", "[RnnModel(4, [|inputSize: -2|]), Dense(1)] public partial class Net;", "InputSize is -2, but must be at least 1"),
        new("RNN041", "[RnnModel(4, 2, [|OutputSteps = -1|]), Dense(1)] public partial class Net;", "OutputSteps is -1, but must be at least 1"),
        new("RNN041", "[RnnModel(0x4, 2), Lstm([|-1 + 1|]), Dense(1)] public partial class Net;", "Units is 0, but must be at least 1"),
        new("RNN041", "[RnnModel(inputSize: 2, [|sequenceLength: int.MinValue|]), Dense(1)] public partial class Net;",
            "SequenceLength is -2147483648, but must be at least 1"),
        new("RNN042", "[RnnModel([|100_001|], 2), Dense(1)] public partial class Net;", "SequenceLength is 100001, but must be at most 100000"),
        new("RNN042", "[RnnModel(4, [|65_537|]), Dense(1)] public partial class Net;", "InputSize is 65537, but must be at most 65536"),
        new("RNN042", "[RnnModel(4, 2), Gru([|units: int.MaxValue|]), Dense(1)] public partial class Net;",
            "Units is 2147483647, but must be at most 65536"),
        // 4·8192·(1 + 8192 + 2) = 268,533,760 > 2²⁸ = 268,435,456
        new("RNN043", "[RnnModel(4, 1), Lstm([|8192|]), Dense(1)] public partial class Net;",
            "'Net' has 268533760 parameters up to layer 1, Lstm, but may have at most 268435456. Use fewer units."),
        // 65536·(1 + 1) + 65536·(65536 + 1) = 4,295,163,904 > 2³², which an int would make small again
        new("RNN043", "[RnnModel(1, 1), Dense(65_536), Dense([|65_536|]), Dense(65_536)] public partial class Net;",
            "'Net' has 4295163904 parameters up to layer 2, Dense, but may have at most 268435456. Use fewer units."),
        // 4 + 300·7 + 580 = 2684 per step; 2684·100000 = 268,400,000 fits, one unit more does not
        new("RNN044", "[RnnModel([|100_000|], 4), Lstm(300), Dense(581)] public partial class Net;",
            "'Net' keeps 268500000 values for one sample, 2685 at each of 100000 steps, but may keep at most 268435456. Use a shorter sequence or fewer units."),
        new("RNN046", "[RnnModel(5, 2), Dense(3)] public partial class Encoder; [RnnModel(5, [|Encoder.OutputSize|]), Dense(1)] public partial class Net;",
            Generated("Encoder.OutputSize"), CompilerError: "CS0117"),
        new("RNN046", "[RnnModel(5, 2), Dense(3)] public partial class Encoder; [RnnModel(5, 2), Lstm([|units: 2 * (Encoder.InputSize + 1)|]), Dense(1)] public partial class Net;",
            Generated("Encoder.InputSize"), CompilerError: "CS0117"),
        new("RNN046", "namespace A { [RnnModel(5, 2), Dense(3)] public partial class Encoder; } [RnnModel(5, 2, [|OutputSteps = A.Encoder.OutputLength|]), Dense(1)] public partial class Net;",
            Generated("A.Encoder.OutputLength"), CompilerError: "CS0117"),
        new("RNN046", """
            static class Sizes { public const int Encoded = Encoder.OutputSize; public const int Decoded = Encoded + 1; }
            [RnnModel(5, 2), Dense(3)] public partial class Encoder;
            [RnnModel(5, [|Sizes.Decoded|]), Dense(1)] public partial class Net;
            """,
            Generated("Encoder.OutputSize"), CompilerError: "CS0117"),
        new("RNN041", "[RnnModel(4, 2, [|TruncatedSteps = -1|]), Dense(1)] public partial class Net;", "TruncatedSteps is -1, but must be at least 1"),
        new("RNN041", "[RnnModel(4), Embedding([|0|], 2), Dense(1)] public partial class Net;", "VocabularySize is 0, but must be at least 1"),
        new("RNN041", "[RnnModel(4), Embedding(9, 2, [|PaddingIndex = -2|]), Dense(1)] public partial class Net;", "PaddingIndex is -2, but must be at least -1"),
        new("RNN042", "[RnnModel(4), Embedding([|16_777_217|], 1), Dense(1)] public partial class Net;", "VocabularySize is 16777217, but must be at most 16777216"),
        new("RNN042", "[RnnModel(4), Embedding(9, 2, [|PaddingIndex = 9|]), Dense(1)] public partial class Net;", "PaddingIndex is 9, but must be at most 8"),
        new("RNN043", "[RnnModel(4), Embedding([|16_777_216|], 17), Dense(1)] public partial class Net;",
            "'Net' has 285212672 parameters up to layer 1, Embedding, but may have at most 268435456. Use fewer units."),
        new("RNN047", "[[|RnnModel(4)|], Lstm(3), Dense(1)] public partial class Net;",
            "'Net' does not say how many features an input step has. Write [RnnModel(4, inputSize)], or begin with an [Embedding] if inputs are token ids."),
        new("RNN048", "[RnnModel(4, [|2|]), Embedding(9, 2), Dense(1)] public partial class Net;",
            "'Net' begins with an Embedding, so an input step is one token id. Remove the input size, as in [RnnModel(4)]."),
        new("RNN045", "[RnnModel(4, 2, [|Unroll = -1|]), Dense(1)] public partial class Net;",
            "Unroll is -1, but must be the number of steps per emitted block, or 0 to let the generator choose"),
    ];

    private static string Generated(string constant) =>
        $"'{constant}' is generated on the model 'Encoder', so it is not there yet when the attributes of 'Net' are read. Declare a constant of your own, such as 'public const int Size = 16', and use it on both models.";

    public static IEnumerable<NearMiss> Kept =>
    [
        new("RNN041", "[RnnModel(1, 1, OutputSteps = 1), Lstm(1), Dense(1)] public partial class Net;"),
        new("RNN041", "[RnnModel(4, 2, OutputSteps = 0, TruncatedSteps = 0), Dense(1)] public partial class Net;"),
        new("RNN041", "[RnnModel(4, 2, TruncatedSteps = 9), Lstm(2), Dense(1)] public partial class Net;"),
        new("RNN042", "[RnnModel(100_000, 1), Dense(1)] public partial class Net;"),
        new("RNN042", "[RnnModel(1, 65_536), Dense(1)] public partial class Net;"),
        new("RNN042", "[RnnModel(1, 1), Dense(65_536), Dense(1)] public partial class Net;"),
        // 4·8190·(1 + 8190 + 2) + 8191 = 268,410,871
        new("RNN043", "[RnnModel(4, 1), Lstm(8190), Dense(1)] public partial class Net;"),
        new("RNN044", "[RnnModel(100_000, 4), Lstm(300), Dense(580)] public partial class Net;"),
        new("RNN041", "[RnnModel(4), Embedding(1, 1, PaddingIndex = -1), Dense(1)] public partial class Net;"),
        new("RNN042", "[RnnModel(4), Embedding(16_777_216, 15, PaddingIndex = 16_777_215), Dense(1)] public partial class Net;"),
        new("RNN047", "[RnnModel(4), Embedding(9, 2), Dense(1)] public partial class Net;"),
        new("RNN048", "[RnnModel(4, 2), Dense(1)] public partial class Net;"),
        new("RNN045", "[RnnModel(4, 2, Unroll = 0), Dense(1)] public partial class Net;"),
        new("RNN046", """
            static class Sizes { public const int Encoded = 3; public const int OutputSize = Encoded + 1; }
            [RnnModel(5, 2), Dense(Sizes.Encoded)] public partial class Encoder;
            [RnnModel(5, Sizes.Encoded), Dense(Sizes.OutputSize)] public partial class Net;
            """),
        new("RNN045", "[RnnModel(4, 2, Unroll = 100), Dense(1)] public partial class Net;"),
    ];
}

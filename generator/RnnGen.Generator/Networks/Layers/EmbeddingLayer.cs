using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// A row of a table for every token. It has no step: rows are looked up while inputs are moved into lanes, and the gradients of the network's inputs are added to the rows that were read.
/// So what it costs follows the tokens of a batch, and the network behind it is that of a network whose inputs have as many features.
/// </summary>
internal sealed class EmbeddingLayer : Layer
{
    private static readonly IntegerOption Vocabulary = new("VocabularySize", 1, Limits.Vocabulary);
    private static readonly IntegerOption Size = new("Size", 1, Limits.Units);
    private static readonly IntegerOption Padding = new("PaddingIndex", -1, Limits.Vocabulary - 1, byDefault: -1) { Below = Vocabulary };

    private EmbeddingLayer(LayerSource source)
        : base(source, Definition, Size.Of(source.Declaration))
    {
        VocabularySize = Vocabulary.Of(source.Declaration);
        PaddingIndex = Padding.Of(source.Declaration);
        Table = source.Layout.Matrix($"{Name}.weight", VocabularySize, OutputSize, Initialization.Embedding) with
        {
            Zeros = PaddingIndex >= 0 ? new Rows(PaddingIndex, 1) : null,
        };
    }

    public static LayerDefinition Definition { get; } =
        new("Embedding", "embedding", [Vocabulary, Size, Padding], static source => new EmbeddingLayer(source)) { ReadsTokens = true };

    /// <summary>Tokens are 0 to one less.</summary>
    public int VocabularySize { get; }

    /// <summary>The token that stands for none: its row does not learn. −1 where there is none.</summary>
    public int PaddingIndex { get; }

    /// <summary>[vocabulary, size]; where it begins among a network's parameters the network says.</summary>
    public ParameterTensor Table { get; }

    public override IReadOnlyList<ParameterTensor> Parameters => [Table];

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states) =>
        throw new InvalidOperationException("Rows of a table are looked up before the first step.");
}

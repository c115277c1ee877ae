using RnnGen;

namespace Tagging;

/// <summary>Says of each word of a sentence what part of speech it is. It reads from both ends: what comes after a word says as much as what came before.</summary>
[RnnModel(sequenceLength: Longest, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, VariableLength = true)]
[Embedding(Words, 64)]
[Lstm(96, Bidirectional = true, Dropout = 0.25)]
[Dropout(0.25)]
[Dense(Tag.Count, Activation = Activation.Softmax)]
internal sealed partial class Tagger
{
    /// <summary>Words of a sentence; one in ninety is longer, and is read in pieces.</summary>
    public const int Longest = 60;

    /// <summary>The most words and endings that there may be in a <see cref="Lexicon"/>.</summary>
    public const int Words = 32_000;
}

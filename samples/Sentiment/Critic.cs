using RnnGen;

namespace Sentiment;

/// <summary>Reads a review in both directions, and says how likely it is a good one.</summary>
/// <remarks>Most of what an embedding says is dropped while it learns: from so few reviews it would learn each by heart.</remarks>
[RnnModel(sequenceLength: Longest, Loss = Loss.BinaryCrossEntropy, VariableLength = true)]
[Embedding(Words, 32)]
[Dropout(0.7)]
[Lstm(32, Bidirectional = true)]
[Dropout(0.5)]
[Dense(1, Activation = Activation.Sigmoid)]
internal sealed partial class Critic
{
    /// <summary>Words of a review that are read; six of seven have no more.</summary>
    public const int Longest = 120;

    /// <summary>The most words that are known, of which one stands for all others and one for none.</summary>
    public const int Words = 3500;
}

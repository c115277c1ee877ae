using RnnGen;

namespace Spam;

/// <summary>Reads a mail in both directions, and says how likely it is <see cref="Ham"/> and how likely <see cref="Spam"/>.</summary>
[RnnModel(sequenceLength: Longest, Loss = Loss.CrossEntropy, VariableLength = true)]
[Embedding(Words, 16)]
[Dropout(0.5)]
[Gru(16, Bidirectional = true)]
[Dropout(0.5)]
[Dense(2, Activation = Activation.Softmax)]
internal sealed partial class Filter
{
    /// <summary>Words of a mail that are read, the subject's among them.</summary>
    public const int Longest = 200;

    /// <summary>Words that are known, and 0 for all others.</summary>
    public const int Words = 10_000;

    /// <summary>The class of mails that somebody wants.</summary>
    public const int Ham = 0;

    /// <summary>The class of those that nobody wants.</summary>
    public const int Spam = 1;
}

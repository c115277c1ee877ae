using RnnGen;

namespace CharacterModel;

/// <summary>Reads a character, says how likely each is to come next, and remembers what it has read.</summary>
[RnnModel(sequenceLength: Window, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, Stateful = true)]
[Embedding(Alphabet, 32)]
[Lstm(256)]
[Dense(Alphabet, Activation = Activation.Softmax)]
internal sealed partial class Novelist
{
    /// <summary>Characters that gradients go back through.</summary>
    public const int Window = 64;

    /// <summary>The characters of the text, all of which have to be in <see cref="Novel.Letters"/>.</summary>
    public const int Alphabet = 79;
}

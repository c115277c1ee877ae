namespace RnnGen;

/// <summary>
/// Token ids as vectors: x_t = W[token_t], a row of a table that learns. It is the first layer, and makes the network's inputs <see cref="int"/>s, one for each step.
/// </summary>
/// <remarks>
/// Parameters, with V tokens and D features: <c>weight</c> W [V, D], as PyTorch's <c>nn.Embedding</c>; they follow those of all other layers. They start uniform on ±0.05, as in Keras.
/// Forward and backward pass cost what the tokens of a batch cost. Whether a step of training does too depends on the optimizer, see <see cref="Optimizer.LazyUpdates"/>.
/// </remarks>
/// <example><code>
/// [RnnModel(sequenceLength: 20, Loss = Loss.BinaryCrossEntropy)]
/// [Embedding(10_000, 32)]
/// [Lstm(64)]
/// [Dense(1, Activation = Activation.Sigmoid)]
/// public partial class Sentiment;
/// </code></example>
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>Declares a table of tokens.</summary>
    /// <param name="vocabularySize">Number of tokens V, from 1 to 16,777,216; their ids are 0 to V − 1.</param>
    /// <param name="size">Features D of a token, from 1 to 65,536.</param>
    public EmbeddingAttribute(int vocabularySize, int size)
    {
        VocabularySize = vocabularySize;
        Size = size;
    }

    /// <summary>Number of tokens V.</summary>
    public int VocabularySize { get; }

    /// <summary>Features D of a token, which are the layer's outputs at each step.</summary>
    public int Size { get; }

    /// <summary>
    /// The token that fills up sequences that are shorter: its row starts at zero and gets no gradient, as with PyTorch's <c>padding_idx</c>. The step is taken all the same.
    /// </summary>
    /// <value>−1, the default, for none.</value>
    public int PaddingIndex { get; set; } = -1;
}

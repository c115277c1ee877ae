namespace RnnGen;

/// <summary>
/// A long short-term memory layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), as PyTorch's
/// <c>nn.LSTM</c>: i, f, o = σ(W x_t + b + U h_{t−1} + d), g = τ(W x_t + b + U h_{t−1} + d), each with rows of its own, then
/// c_t = f ⊙ c_{t−1} + i ⊙ g and h_t = o ⊙ τ(c_t), with c_0 = h_0 = 0 or learnt.
/// </summary>
/// <remarks>
/// Parameters, with H units and I inputs and gates in the order i, f, g, o: <c>weight_ih_l0</c> W [4H, I], <c>weight_hh_l0</c>
/// U [4H, H], <c>bias_ih_l0</c> b [4H] and <c>bias_hh_l0</c> d [4H].
/// </remarks>
public sealed class LstmAttribute : RecurrentLayerAttribute
{
    /// <summary>Declares an LSTM layer.</summary>
    /// <param name="units">Number of hidden units, from 1 to 65,536.</param>
    public LstmAttribute(int units) => Units = units;

    /// <summary>Number of hidden units H, which are also the layer's outputs at each step.</summary>
    public int Units { get; }

    /// <summary>
    /// τ, of the candidate and of the cell state on its way out: any elementwise activation; <see cref="Activation.Tanh"/> by
    /// default. <see cref="Activation.Softmax"/> is not allowed.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>
    /// σ, of the three gates: any elementwise activation; <see cref="Activation.Sigmoid"/> by default.
    /// <see cref="Activation.Softmax"/> is not allowed.
    /// </summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;
}

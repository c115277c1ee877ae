namespace RnnGen;

/// <summary>
/// An Elman layer: h_t = f(W x_t + b + U h_{t−1} + c), with h_0 = 0 or learnt (Elman 1990), as PyTorch's <c>nn.RNN</c>.
/// </summary>
/// <remarks>
/// Parameters, with H units and I inputs: <c>weight_ih_l0</c> W [H, I], <c>weight_hh_l0</c> U [H, H], <c>bias_ih_l0</c> b [H]
/// and <c>bias_hh_l0</c> c [H]. Its gradient shrinks or grows with every step it passes, so it suits short sequences; for longer
/// ones see <see cref="LstmAttribute"/> and <see cref="GruAttribute"/>.
/// </remarks>
public sealed class SimpleRnnAttribute : RecurrentLayerAttribute
{
    /// <summary>Declares an Elman layer.</summary>
    /// <param name="units">Number of hidden units, from 1 to 65,536.</param>
    public SimpleRnnAttribute(int units) => Units = units;

    /// <summary>Number of hidden units H, which are also the layer's outputs at each step.</summary>
    public int Units { get; }

    /// <summary>
    /// f, any elementwise activation; <see cref="Activation.Tanh"/> by default. <see cref="Activation.Softmax"/> is not allowed.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;
}

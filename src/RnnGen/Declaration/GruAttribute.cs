namespace RnnGen;

/// <summary>
/// A gated recurrent unit layer (Cho et al. 2014), by default as PyTorch's <c>nn.GRU</c>:
/// r = σ(W_r x_t + b_r + U_r h_{t−1} + c_r), z = σ(W_z x_t + b_z + U_z h_{t−1} + c_z),
/// n = τ(W_n x_t + b_n + r ⊙ (U_n h_{t−1} + c_n)), then h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}, with h_0 = 0.
/// </summary>
/// <remarks>
/// Parameters, with H units and I inputs and gates in the order r, z, n: <c>weight_ih_l0</c> W [3H, I], <c>weight_hh_l0</c>
/// U [3H, H], <c>bias_ih_l0</c> b [3H] and <c>bias_hh_l0</c> c [3H].
/// </remarks>
public sealed class GruAttribute : RecurrentLayerAttribute
{
    /// <summary>Declares a GRU layer.</summary>
    /// <param name="units">Number of hidden units, from 1 to 65,536.</param>
    public GruAttribute(int units) => Units = units;

    /// <summary>Number of hidden units H, which are also the layer's outputs at each step.</summary>
    public int Units { get; }

    /// <summary>
    /// τ, of the candidate n: any elementwise activation; <see cref="Activation.Tanh"/> by default.
    /// <see cref="Activation.Softmax"/> is not allowed.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>
    /// σ, of the gates r and z: any elementwise activation; <see cref="Activation.Sigmoid"/> by default.
    /// <see cref="Activation.Softmax"/> is not allowed.
    /// </summary>
    public Activation RecurrentActivation { get; set; } = Activation.Sigmoid;

    /// <summary>
    /// Where the reset gate acts. True, the default and PyTorch's form: after the matrix product, r ⊙ (U_n h_{t−1} + c_n).
    /// False, the form first published: before it, U_n (r ⊙ h_{t−1}) + c_n. Weights trained in one form are of no use in the other.
    /// </summary>
    public bool ResetAfter { get; set; } = true;
}

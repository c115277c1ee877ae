namespace RnnGen;

/// <summary>Activation functions. All act element by element except <see cref="Softmax"/>.</summary>
public enum Activation
{
    /// <summary>x</summary>
    Linear,

    /// <summary>tanh x</summary>
    Tanh,

    /// <summary>max(x, 0)</summary>
    Relu,

    /// <summary>x where x &gt; 0, 0.01·x elsewhere (PyTorch's default slope).</summary>
    LeakyRelu,

    /// <summary>1 / (1 + e^−x)</summary>
    Sigmoid,

    /// <summary>min(max(x/6 + ½, 0), 1), as in PyTorch and Keras 3.</summary>
    HardSigmoid,

    /// <summary>e^x / Σ e^x over the units of one step.</summary>
    Softmax,

    /// <summary>x where x &gt; 0, e^x − 1 elsewhere.</summary>
    Elu,

    /// <summary>1.0507009873554805·x where x &gt; 0, 1.0507009873554805·1.6732632423543773·(e^x − 1) elsewhere (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>ln(1 + e^x)</summary>
    Softplus,

    /// <summary>x / (1 + |x|)</summary>
    Softsign,

    /// <summary>x·½(1 + erf(x/√2)): the exact form (Hendrycks and Gimpel 2016), PyTorch's default.</summary>
    Gelu,

    /// <summary>x / (1 + e^−x), also called swish.</summary>
    Silu,

    /// <summary>e^x</summary>
    Exponential,
}

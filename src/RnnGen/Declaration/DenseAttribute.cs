namespace RnnGen;

/// <summary>
/// A fully connected layer: y_t = f(W x_t + b), with the same W and b at every step. A network ends with one, or with a
/// <see cref="SimpleRnnAttribute"/>; the units of the last layer are the values of one output step.
/// </summary>
/// <remarks>Parameters, with U units and I inputs: <c>weight</c> W [U, I] and <c>bias</c> b [U], as PyTorch's <c>nn.Linear</c>.</remarks>
public sealed class DenseAttribute : SequentialLayerAttribute
{
    /// <summary>Declares a fully connected layer.</summary>
    /// <param name="units">Number of units, from 1 to 65,536; at least 2 with <see cref="Activation.Softmax"/>.</param>
    public DenseAttribute(int units) => Units = units;

    /// <summary>Number of units U, which are the layer's outputs at each step.</summary>
    public int Units { get; }

    /// <summary>f, any activation; <see cref="Activation.Linear"/> by default.</summary>
    public Activation Activation { get; set; } = Activation.Linear;
}

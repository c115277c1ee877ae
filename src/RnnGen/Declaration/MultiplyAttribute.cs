namespace RnnGen;

/// <summary>
/// Multiplies the outputs of several layers, unit by unit: y_t = a_t · b_t · …, as Keras's <c>Multiply</c>.
/// </summary>
/// <remarks>It has no parameters. The layer below reads it like any other.</remarks>
[CLSCompliant(false)]
public sealed class MultiplyAttribute : LayerAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="layers">
    /// Names of the layers that it reads, at least two and each once: layers further up, or <c>input</c> for the network's own input. They must have equal sizes.
    /// </param>
    public MultiplyAttribute(params string[] layers) => Layers = layers;

    /// <summary>Names of the layers that it reads.</summary>
    public IReadOnlyList<string> Layers { get; }
}

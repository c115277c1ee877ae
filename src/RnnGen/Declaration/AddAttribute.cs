namespace RnnGen;

/// <summary>
/// Adds the outputs of several layers, unit by unit: y_t = a_t + b_t + …, as Keras's <c>Add</c>. With it a layer is skipped: <c>[Add("lstm1", "lstm2")]</c> below the second of two layers of one size is a residual connection (He et al. 2016).
/// </summary>
/// <remarks>It has no parameters. The layer below reads it like any other.</remarks>
[CLSCompliant(false)]
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="layers">
    /// Names of the layers that it reads, at least two and each once: layers further up, or <c>input</c> for the network's own input. They must have equal sizes.
    /// </param>
    public AddAttribute(params string[] layers) => Layers = layers;

    /// <summary>Names of the layers that it reads.</summary>
    public IReadOnlyList<string> Layers { get; }
}

namespace RnnGen;

/// <summary>
/// Puts the outputs of several layers one after the other: y_t = [a_t, b_t, …], as Keras's <c>Concatenate</c>.
/// </summary>
/// <remarks>It has no parameters. The layer below reads it like any other.</remarks>
[CLSCompliant(false)]
public sealed class ConcatenateAttribute : LayerAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="layers">
    /// Names of the layers that it reads, at least two and each once: layers further up, or <c>input</c> for the network's own input.
    /// </param>
    public ConcatenateAttribute(params string[] layers) => Layers = layers;

    /// <summary>Names of the layers that it reads.</summary>
    public IReadOnlyList<string> Layers { get; }
}

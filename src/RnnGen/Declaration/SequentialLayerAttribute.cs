namespace RnnGen;

/// <summary>Base of the attributes of layers that read one other layer: by default the one above them.</summary>
public abstract class SequentialLayerAttribute : LayerAttribute
{
    /// <summary>
    /// The name of the layer that this one reads: a layer further up, or <c>input</c> for the network's own input. By default the layer above, or the input for the first.
    /// </summary>
    /// <remarks>
    /// Names point upwards only, so a network has no cycles. Every layer must be read by another one, or be the last; see <see cref="AddAttribute"/>,
    /// <see cref="MultiplyAttribute"/> and <see cref="ConcatenateAttribute"/> for layers that join several.
    /// </remarks>
    public string? From { get; set; }
}

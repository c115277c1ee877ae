namespace RnnGen.Generator.Networks.Layers;

/// <summary>The outputs of several layers, one after the other.</summary>
internal sealed class ConcatenateLayer : MergeLayer
{
    private ConcatenateLayer(LayerSource source)
        : base(source, Definition, Merge.Concat)
    {
    }

    public static LayerDefinition Definition { get; } = new("Concatenate", "concatenate", [LayerOptions.Layers], static source => new ConcatenateLayer(source))
    {
        MayBeLast = true,
        InputsHaveOneSize = false,
    };
}

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The product of several layers' outputs, unit by unit.</summary>
internal sealed class MultiplyLayer : MergeLayer
{
    private MultiplyLayer(LayerSource source)
        : base(source, Definition, Merge.Multiply)
    {
    }

    public static LayerDefinition Definition { get; } = new("Multiply", "multiply", [LayerOptions.Layers], static source => new MultiplyLayer(source))
    {
        MayBeLast = true,
        InputsHaveOneSize = true,
    };
}

namespace RnnGen.Generator.Networks.Layers;

/// <summary>The sum of several layers' outputs, unit by unit: a residual connection where one of them skips the others.</summary>
internal sealed class AddLayer : MergeLayer
{
    private AddLayer(LayerSource source)
        : base(source, Definition, Merge.Sum)
    {
    }

    public static LayerDefinition Definition { get; } = new("Add", "add", [LayerOptions.Layers], static source => new AddLayer(source))
    {
        MayBeLast = true,
        InputsHaveOneSize = true,
    };
}

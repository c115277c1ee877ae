using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Every layer the declaration language has, by the name of its attribute.</summary>
internal static class LayerCatalog
{
    private static readonly Dictionary<string, Func<LayerDeclaration, string, int, ParameterLayout, Layer>> Kinds = new()
    {
        ["SimpleRnn"] = (layer, name, inputs, layout) =>
            new SimpleRnnLayer(name, inputs, layer.Integer("Units"), layer.Choice("Activation", Activation.Tanh), layout),
        ["Lstm"] = (layer, name, inputs, layout) =>
            new LstmLayer(
                name, inputs, layer.Integer("Units"), layer.Choice("Activation", Activation.Tanh),
                layer.Choice("RecurrentActivation", Activation.Sigmoid), layout),
        ["Gru"] = (layer, name, inputs, layout) =>
            new GruLayer(
                name, inputs, layer.Integer("Units"), layer.Choice("Activation", Activation.Tanh),
                layer.Choice("RecurrentActivation", Activation.Sigmoid), layer.Flag("ResetAfter", true), layout),
        ["Dense"] = (layer, name, inputs, layout) =>
            new DenseLayer(name, inputs, layer.Integer("Units"), layer.Choice("Activation", Activation.Linear), layout),
    };

    public static IEnumerable<string> Names => Kinds.Keys;

    public static Layer Create(LayerDeclaration layer, string name, int inputs, ParameterLayout layout) =>
        Kinds[layer.Kind](layer, name, inputs, layout);
}

using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>
/// The results of a layer's step, numbered: the states in order, then the output where it is not one of them. Numbers
/// name the same thing in every specialisation of the step.
/// </summary>
internal static class Ports
{
    public static IReadOnlyList<Port> Of(Layer layer) =>
        layer.OutputState >= 0 ? layer.States : [.. layer.States, new Port(layer.OutputName, layer.OutputSize)];

    /// <summary>How many there are.</summary>
    public static int Count(Layer layer) => layer.States.Count + (layer.OutputState >= 0 ? 0 : 1);

    /// <summary>Units of result <paramref name="index"/>.</summary>
    public static int Length(Layer layer, int index) => index < layer.States.Count ? layer.States[index].Length : layer.OutputSize;

    public static int Output(Layer layer) => layer.OutputState >= 0 ? layer.OutputState : layer.States.Count;
}

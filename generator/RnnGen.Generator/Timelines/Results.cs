using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Timelines;

/// <summary>
/// The results of a layer's step, numbered: the states in order, then the output where it is not one of them. Numbers
/// name the same thing in every specialisation of the step.
/// </summary>
internal static class Results
{
    public static IReadOnlyList<Value> Of(Layer layer) =>
        layer.OutputState >= 0 ? layer.States : [.. layer.States, new Value(layer.OutputName, layer.OutputSize)];

    public static int Output(Layer layer) => layer.OutputState >= 0 ? layer.OutputState : layer.States.Count;
}

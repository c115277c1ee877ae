using RnnGen.Generator.Declarations;
using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>What a kernel calls the memory it works on.</summary>
internal static class OriginNames
{
    /// <summary>The argument that gives the row: <c>previous</c>.</summary>
    public static string Argument(Layer layer, Origin origin) => origin.Place switch
    {
        Place.Input => layer.Inputs[origin.Index].Name,
        Place.Previous => "previous",
        Place.StepBuffer => "buffer",
        Place.InputGradient => GradientName.Of(layer.Inputs[origin.Index].Name),
        Place.Gradient => "gradient",
        Place.StateGradient => "stateGradient",
        _ => "rowGradient",
    };

    /// <summary>The reference to that row: <c>atPrevious</c>.</summary>
    public static string Reference(Layer layer, Origin origin) => "at" + Identifiers.Pascal(Argument(layer, origin));
}

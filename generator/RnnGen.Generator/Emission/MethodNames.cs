using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Emission;

/// <summary>Names of the methods that run all steps of a layer.</summary>
internal static class MethodNames
{
    public static string Forward(Layer layer) => Of(layer, "Forward");

    public static string Predict(Layer layer) => Of(layer, "Predict");

    public static string Backward(Layer layer) => Of(layer, "Backward");

    public static string InputGradient(Layer layer) => Of(layer, "InputGradient");

    public static string ParameterGradients(Layer layer) => Of(layer, "ParameterGradients");

    public static string Of(Layer layer, string concern) => layer.Identifier + concern;
}

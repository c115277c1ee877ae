using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Differentiation;

/// <summary>What the gradient of the loss with respect to a value is called: <c>dH</c> for <c>h</c>.</summary>
internal static class GradientName
{
    public static string Of(string value) => "d" + Identifiers.Pascal(value);
}

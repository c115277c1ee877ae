namespace RnnGen.Generator.Differentiation;

/// <summary>What the gradient of the loss with respect to a value is called: <c>dH</c> for <c>h</c>.</summary>
internal static class GradientName
{
    public static string Of(string value) => "d" + char.ToUpperInvariant(value[0]) + value.Substring(1);
}

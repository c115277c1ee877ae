using System.Globalization;

namespace RnnGen.Generator.Emission;

/// <summary>C# literals, the same under every culture.</summary>
internal static class Literal
{
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f";

    public static string Of(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    /// <summary>A number with what it counts: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(int count, string one) => Of(count) + " " + one + (count == 1 ? "" : "s");

    /// <summary><c>offset + variable</c>, without a zero offset.</summary>
    public static string Sum(int offset, string variable) =>
        offset == 0 ? variable : variable == "0" ? Of(offset) : $"{Of(offset)} + {variable}";

    /// <summary><c>constant + (variable * factor) − …</c>, without terms that are zero.</summary>
    public static string Affine(int constant, params (string Variable, int Factor)[] terms)
    {
        string text = "";
        foreach ((string variable, int factor) in terms)
        {
            if (factor != 0 && variable != "0")
            {
                text += (factor > 0 ? " + " : " - ") + Times(variable, Math.Abs(factor));
            }
        }

        return constant == 0 && text.StartsWith(" + ", StringComparison.Ordinal) ? text.Substring(3) : Of(constant) + text;
    }

    /// <summary><c>variable * factor</c>, without a factor of one.</summary>
    public static string Times(string variable, int factor) =>
        factor == 1 || variable == "0" ? variable : factor == 0 ? "0" : $"({variable} * {Of(factor)})";
}

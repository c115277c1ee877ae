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

    /// <summary><c>name + number</c> or <c>name - number</c>, without a zero.</summary>
    public static string Plus(string name, int number) => number == 0 ? name : number > 0 ? $"{name} + {Of(number)}" : $"{name} - {Of(-number)}";

    /// <summary><c>offset + variable</c>, without a zero offset.</summary>
    public static string Sum(int offset, string variable) =>
        offset == 0 ? variable : variable == "0" ? Of(offset) : $"{Of(offset)} + {variable}";

    /// <summary><c>constant + (variable * factor) − …</c>, without terms that are zero.</summary>
    public static string Affine(int constant, (string Variable, int Factor) first, (string Variable, int Factor) second = default)
    {
        string text = Plus(Plus(constant == 0 ? "" : Of(constant), first), second);
        return text.Length > 0 ? text : "0";
    }

    /// <summary><c>sum + (variable * factor)</c>, without a term that is zero, and with a number in front of one that is subtracted.</summary>
    private static string Plus(string sum, (string Variable, int Factor) term) =>
        term.Factor == 0 || term.Variable == "0" ? sum
        : term.Factor > 0 ? (sum.Length > 0 ? sum + " + " : "") + Times(term.Variable, term.Factor)
        : (sum.Length > 0 ? sum : "0") + " - " + Times(term.Variable, -term.Factor);

    /// <summary><c>(variable * factor)</c> as a part of a sum, without a factor of one.</summary>
    public static string Times(string variable, int factor)
    {
        string product = Product(variable, factor);
        return product == variable || factor == 0 ? product : $"({product})";
    }

    /// <summary><c>variable * factor</c> on its own, without a factor of one.</summary>
    public static string Product(string variable, int factor) =>
        factor == 1 || variable == "0" ? variable : factor == 0 ? "0" : $"{variable} * {Of(factor)}";
}

using System.Globalization;

namespace Forecasting;

/// <summary>
/// One figure for each seed that a network was trained from. A single run is partly luck, so its figure goes together
/// with how much others scatter.
/// </summary>
/// <param name="Values">At least one; the first is the headline.</param>
internal sealed record SeedFigures(params IReadOnlyList<double> Values)
{
    /// <summary>The figure of the seed that was asked for.</summary>
    public double First => Values[0];

    /// <summary>From the lowest to the highest figure, or a dash if there is only one.</summary>
    /// <param name="format">How to write a number.</param>
    public string Range(string format) => Values.Count == 1
        ? "-"
        : Values.Min().ToString(format, CultureInfo.InvariantCulture) + "-"
            + Values.Max().ToString(format, CultureInfo.InvariantCulture);
}

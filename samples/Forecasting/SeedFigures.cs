using System.Globalization;

namespace Forecasting;

/// <summary>
/// One figure for each seed that a network was trained from. A single run is partly luck, so what is shown is the median,
/// and how far the others lie from it.
/// </summary>
/// <param name="Values">At least one.</param>
internal sealed record SeedFigures(params IReadOnlyList<double> Values)
{
    /// <summary>The figure in the middle; of an even number of figures the mean of the two there.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Number of the seed, from 0, whose figure is the median; of an even number of seeds the better of the two there.</summary>
    public int MedianSeed => Enumerable.Range(0, Values.Count).OrderBy(seed => Values[seed]).ElementAt((Values.Count - 1) / 2);

    /// <summary>From the lowest to the highest figure, or a dash if there is only one.</summary>
    /// <param name="format">How to write a number.</param>
    public string Range(string format) => Values.Count == 1
        ? "-"
        : Values.Min().ToString(format, CultureInfo.InvariantCulture) + "-"
            + Values.Max().ToString(format, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Forecasting.OneStep;

/// <summary>The lowest and highest figure that several runs of a published experiment came to.</summary>
internal readonly record struct PublishedRange(double Lowest, double Highest)
{
    /// <summary>A figure that does not vary.</summary>
    public static PublishedRange Exactly(double value) => new(value, value);

    /// <summary>Where a figure lies, to the five decimals that are published.</summary>
    public string Place(double value)
    {
        double rounded = Math.Round(value, 5);
        return rounded < Lowest ? "below" : rounded > Highest ? "above" : Lowest == Highest ? "equal" : "inside";
    }

    /// <inheritdoc/>
    public override string ToString() => Lowest == Highest
        ? Lowest.ToString("0.00000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Lowest:0.00000}-{Highest:0.00000}");
}

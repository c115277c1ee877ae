using System.Globalization;

namespace Forecasting.Passengers;

/// <summary>
/// Passengers of international airlines in each month of 1949 to 1960: series G of G. Box, G. Jenkins, <em>Time Series
/// Analysis: Forecasting and Control</em>, 1970.
/// </summary>
internal static class PassengerData
{
    /// <summary>Months to learn from, January 1949 to December 1956: two thirds of all.</summary>
    public const int TrainingMonths = 96;

    /// <summary>
    /// First month to measure on, February 1957. The published experiment has no forecast of the first and the last
    /// month that it holds out, so neither is measured here.
    /// </summary>
    public const int FirstMeasured = TrainingMonths + 1;

    /// <summary>Number of months to measure on; the last is November 1960.</summary>
    public const int MeasuredCount = 46;

    private const int Months = 144;
    private const double Total = 40363;

    /// <summary>Reads the program's own file.</summary>
    /// <returns>Thousands of passengers by month, from January 1949.</returns>
    /// <exception cref="InvalidDataException">The file is not the known series.</exception>
    public static double[] Load()
    {
        using Stream stream = typeof(PassengerData).Assembly.GetManifestResourceStream("airline-passengers.csv")
            ?? throw new InvalidDataException("The program was built without airline-passengers.csv.");
        using StreamReader reader = new(stream);
        List<double> counts = [];
        reader.ReadLine(); // month,passengers
        while (reader.ReadLine() is { } line)
        {
            DateOnly month = new DateOnly(1949, 1, 1).AddMonths(counts.Count);
            string[] cells = line.Split(',');
            if (cells is not [string name, string count]
                || name != month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
                || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int passengers))
            {
                throw new InvalidDataException(
                    $"Line {counts.Count + 2} of airline-passengers.csv is '{line}'; expected '{month:yyyy-MM},' and a whole number.");
            }

            counts.Add(passengers);
        }

        return counts.Count == Months && counts.Sum() == Total
            ? [.. counts]
            : throw new InvalidDataException(
                $"airline-passengers.csv has {counts.Count} months and {counts.Sum()} passengers in all; expected {Months} and {Total}.");
    }
}

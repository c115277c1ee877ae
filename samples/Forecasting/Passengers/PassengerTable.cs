namespace Forecasting.Passengers;

/// <summary>The errors of all forecasts, and a picture of the best network's.</summary>
internal static class PassengerTable
{
    private const string Format = "0.00";

    /// <summary>Writes chart and table.</summary>
    /// <param name="results">One for each line.</param>
    /// <param name="truth">Passengers of each month measured.</param>
    /// <param name="options">From which seeds.</param>
    public static void Write(IReadOnlyList<PassengerResult> results, double[] truth, SampleOptions options)
    {
        PassengerResult drawn = results[^1];
        Terminal.Line();
        Terminal.Line(
            $"Thousands of passengers, and each month's forecast by {drawn.Name}"
            + (drawn.Error.Values.Count > 1 ? $" (seed {options.FirstSeed + drawn.Error.MedianSeed}, the median):" : ":"));
        TerminalChart.Write(truth, drawn.Forecast, static i =>
            (PassengerData.FirstMeasured + i) % 12 == 0 ? $"{1949 + ((PassengerData.FirstMeasured + i) / 12)}" : null);

        Terminal.Line();
        Terminal.Line("Root mean squared error in thousands, one month ahead, February 1957 to November 1960:");
        Terminal.Table(
            ["forecast by", .. options.Headings("RMSE"), "published"],
            results.Select(result => (string[])
            [
                result.Name,
                .. options.Cells(result.Error, Format),
                result.Published?.ToString(Format) ?? "-",
            ]));
        Terminal.Line(
            "All learned from 1949 to 1956, scaling included; the published network's scaling had seen the held-out months too. "
            + "One month tells little more than itself: that network barely beats repeating it, and ours does not.");
        if (options.Quick)
        {
            Terminal.Line("THIS IS A SHORT RUN: the networks' figures do not compare with the published ones.");
        }
    }
}

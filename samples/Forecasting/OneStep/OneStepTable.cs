namespace Forecasting.OneStep;

/// <summary>The results beside the published ones.</summary>
internal static class OneStepTable
{
    private const string Format = "0.00000";

    /// <summary>Writes the table.</summary>
    /// <param name="results">One for each line.</param>
    /// <param name="epochs">How long the networks trained.</param>
    /// <param name="options">From which seeds.</param>
    public static void Write(IEnumerable<OneStepResult> results, int epochs, SampleOptions options)
    {
        Terminal.Line();
        Terminal.Line($"Mean squared error on 2,000 validation series, after {epochs} epochs on 7,000 others:");
        Terminal.Table(
            ["forecast by", .. options.Headings("MSE"), "published", "result"],
            results.Select(result => (string[])
            [
                result.Name,
                .. options.Cells(result.Error, Format),
                result.Published?.ToString() ?? "-",
                result.Published?.Place(result.Error.Median) ?? "-",
            ]));
        Terminal.Line(
            "A single run is partly luck, hence the median; README.md has twenty seeds. "
            + "Nothing can go below the noise, whose variance is 0.00083. "
            + "Published: last epochs of the runs in A. Geron, Hands-On Machine Learning, 2nd edition, chapter 15.");
        if (options.Quick)
        {
            Terminal.Line(
                "THIS IS A SHORT RUN: the published networks trained for 20 epochs, so only the first two lines compare.");
        }
    }
}

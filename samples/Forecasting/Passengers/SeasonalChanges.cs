namespace Forecasting.Passengers;

/// <summary>
/// The series as Box and Jenkins prepare it: by how much each month's growth differs from that of the same month a year
/// before, c_t = log(y_t / y_t−1) − log(y_t−12 / y_t−13). Trend and season, which are plain to see, are gone; what a
/// model has to learn is the rest. A change of 0 forecasts last year's season at this year's level.
/// </summary>
internal sealed class SeasonalChanges
{
    private const int Year = 12;
    private const int FirstChange = Year + 1;
    private readonly double[] counts;
    private readonly float[] changes; // [months], in standard deviations
    private readonly double scale;

    /// <summary>Prepares the series. The scale is that of the training months: nothing is known of later ones.</summary>
    /// <param name="counts">Passengers by month.</param>
    public SeasonalChanges(double[] counts)
    {
        this.counts = counts;
        double squares = 0;
        for (int month = FirstChange; month < PassengerData.TrainingMonths; month++)
        {
            squares += Math.Pow(Change(month), 2);
        }

        scale = Math.Sqrt(squares / (PassengerData.TrainingMonths - FirstChange));
        changes = new float[counts.Length];
        for (int month = FirstChange; month < counts.Length; month++)
        {
            changes[month] = (float)(Change(month) / scale);
        }
    }

    /// <summary>Each training month's change, and the twelve changes before it.</summary>
    public Samples Training => Windows(FirstChange + Year, PassengerData.TrainingMonths);

    /// <summary>The same of the months to measure on.</summary>
    public Samples Measured =>
        Windows(PassengerData.FirstMeasured, PassengerData.FirstMeasured + PassengerData.MeasuredCount);

    /// <summary>The number of passengers that follows from a change.</summary>
    /// <param name="month">Which month, at least 13.</param>
    /// <param name="change">Its change in standard deviations, as the samples have it.</param>
    public double Passengers(int month, double change) =>
        counts[month - 1] * Math.Exp(LogGrowth(month - Year) + (change * scale));

    private double Change(int month) => LogGrowth(month) - LogGrowth(month - Year);

    private double LogGrowth(int month) => Math.Log(counts[month] / counts[month - 1]);

    private Samples Windows(int first, int end)
    {
        var inputs = new float[(end - first) * Year];
        for (int month = first; month < end; month++)
        {
            changes.AsSpan(month - Year, Year).CopyTo(inputs.AsSpan((month - first) * Year));
        }

        return new Samples(inputs, changes[first..end], Year);
    }
}

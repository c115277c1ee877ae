namespace Forecasting.Passengers;

/// <summary>
/// The series as it is, brought to [0, 1] by the lowest and the highest count of the training months; later months exceed 1.
/// A sample is one month and the month after it.
/// </summary>
internal sealed class ScaledCounts
{
    private readonly double lowest;
    private readonly double range;
    private readonly float[] scaled;

    /// <summary>Prepares the series.</summary>
    /// <param name="counts">Passengers by month.</param>
    public ScaledCounts(double[] counts)
    {
        ReadOnlySpan<double> training = counts.AsSpan(0, PassengerData.TrainingMonths);
        lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (double count in training)
        {
            lowest = Math.Min(lowest, count);
            highest = Math.Max(highest, count);
        }

        range = highest - lowest;
        scaled = Array.ConvertAll(counts, count => (float)((count - lowest) / range));
    }

    /// <summary>The training months; the last of them is left out, as in the published experiment.</summary>
    public Samples Training => Pairs(1, PassengerData.TrainingMonths - 1);

    /// <summary>The months to measure on.</summary>
    public Samples Measured =>
        Pairs(PassengerData.FirstMeasured, PassengerData.FirstMeasured + PassengerData.MeasuredCount);

    /// <summary>The number of passengers of a scaled count.</summary>
    public double Passengers(double value) => lowest + (value * range);

    private Samples Pairs(int first, int end) => new(scaled[(first - 1)..(end - 1)], scaled[first..end], 1);
}

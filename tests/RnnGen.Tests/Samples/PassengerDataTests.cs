using Forecasting.Passengers;

namespace RnnGen.Tests.Samples;

/// <summary>The forecasting sample's airline passengers.</summary>
public class PassengerDataTests
{
    [Fact]
    public void Each_year_has_its_known_total()
    {
        double[] totals = [.. PassengerData.Load().Chunk(12).Select(static year => year.Sum())];
        Assert.Equal([1520, 1676, 2042, 2364, 2700, 2867, 3408, 3939, 4421, 4572, 5140, 5714], totals);
    }

    [Fact]
    public void The_last_month_forecasts_with_the_published_error()
    {
        double[] counts = PassengerData.Load();
        double meanSquare = Enumerable.Range(PassengerData.FirstMeasured, PassengerData.MeasuredCount)
            .Average(month => Math.Pow(counts[month] - counts[month - 1], 2));
        Assert.Equal(48.66, Math.Sqrt(meanSquare), 2);
    }

    [Fact]
    public void Changes_lead_back_to_the_counts()
    {
        double[] counts = PassengerData.Load();
        SeasonalChanges changes = new(counts);
        float[] measured = changes.Measured.Targets;
        for (int i = 0; i < measured.Length; i++)
        {
            int month = PassengerData.FirstMeasured + i;
            Assert.Equal(counts[month], changes.Passengers(month, measured[i]), 0.001);
        }
    }

    [Fact]
    public void Held_out_months_do_not_influence_what_is_trained_on()
    {
        double[] counts = PassengerData.Load();
        double[] others = [.. counts];
        others.AsSpan(PassengerData.TrainingMonths).Fill(1000);
        Assert.Equal(new SeasonalChanges(counts).Training.Inputs, new SeasonalChanges(others).Training.Inputs);
        Assert.Equal(new SeasonalChanges(counts).Training.Targets, new SeasonalChanges(others).Training.Targets);
    }
}

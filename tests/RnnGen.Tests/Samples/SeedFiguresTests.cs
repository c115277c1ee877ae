using Forecasting;
using Forecasting.OneStep;

namespace RnnGen.Tests.Samples;

/// <summary>What the forecasting sample shows of several seeds.</summary>
public class SeedFiguresTests
{
    [Theory]
    [InlineData(new[] { 5.0 }, 5, 0)]
    [InlineData(new[] { 9.0, 1.0, 4.0 }, 4, 2)]
    [InlineData(new[] { 9.0, 1.0, 4.0, 2.0 }, 3, 3)]
    public void The_median_is_the_figure_in_the_middle(double[] figures, double median, int seed)
    {
        SeedFigures all = new(figures);
        Assert.Equal(median, all.Median);
        Assert.Equal(seed, all.MedianSeed);
    }

    [Theory]
    [InlineData(false, 0, 5)]
    [InlineData(true, 0, 1, "--quick")]
    [InlineData(false, 0, 1, "--seeds", "1")]
    [InlineData(true, 7, 100, "--seeds", "100", "--quick", "--seed", "7")]
    public void Five_seeds_from_0_are_the_default(bool quick, int firstSeed, int seedCount, params string[] arguments)
    {
        Assert.True(SampleOptions.TryParse(arguments, out SampleOptions? options, out _));
        Assert.Equal(new SampleOptions(quick, firstSeed, seedCount), options);
        Assert.Equal(Enumerable.Range(firstSeed, seedCount), options.Seeds);
    }

    [Theory]
    [InlineData("--seeds needs a whole number from 1 to 100.", "--seeds")]
    [InlineData("--seeds needs a whole number from 1 to 100.", "--seeds", "0")]
    [InlineData("--seeds needs a whole number from 1 to 100.", "--seeds", "101")]
    [InlineData("--seed needs a whole number from 0 to 1000000.", "--seed", "-1")]
    [InlineData("--seed needs a whole number from 0 to 1000000.", "--quick", "--seed", "x")]
    [InlineData("Unknown option '--fast'.", "--fast")]
    public void What_cannot_be_read_is_said(string expected, params string[] arguments)
    {
        Assert.False(SampleOptions.TryParse(arguments, out _, out string? problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(0.002574, "below")]
    [InlineData(0.002576, "inside")]
    [InlineData(0.002684, "inside")]
    [InlineData(0.002686, "above")]
    public void A_figure_is_compared_to_the_five_decimals_that_are_published(double figure, string place) =>
        Assert.Equal(place, new PublishedRange(0.00258, 0.00268).Place(figure));
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Forecasting;
using Forecasting.OneStep;

namespace RnnGen.Tests.Samples;

/// <summary>The forecasting sample's series against NumPy 1.24 and the figures published for them.</summary>
public class WaveSeriesTests
{
    [Fact]
    public void The_generator_gives_the_numbers_that_the_standard_of_cpp_prescribes()
    {
        // ISO C++ [rand.predef]: the 10000th number of a default-constructed std::mt19937, whose seed is 5489.
        Mt19937 random = new(5489);
        uint last = 0;
        for (int i = 0; i < 10000; i++)
        {
            last = random.NextUInt32();
        }

        Assert.Equal(4123659995u, last);
    }

    [Fact]
    public void Doubles_are_those_of_numpy()
    {
        // numpy.random.seed(42); numpy.random.rand(4)
        double[] expected = [0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366];
        Assert.Equal(expected, new Mt19937(42).NextDoubles(4));
    }

    [Fact]
    public void Every_bit_of_the_series_is_that_of_numpy()
    {
        WaveSeries series = WaveSeries.Create();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Forecasting.Samples samples in new[] { series.Training, series.Validation })
        {
            for (int i = 0; i < samples.Count; i++)
            {
                hash.AppendData(MemoryMarshal.AsBytes(samples.Input(i)));
                hash.AppendData(MemoryMarshal.AsBytes(samples.Targets.AsSpan(i, 1)));
            }
        }

        // hashlib.sha256(generate_time_series(10000, 51)[:9000].tobytes()).hexdigest()
        Assert.Equal(
            "2fe1573072742a043049daab366706b0da1ad3f4d85ee484baeabbb21bb541ea",
            Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void The_last_value_forecasts_with_the_published_error()
    {
        Forecasting.Samples validation = WaveSeries.Create().Validation;
        Assert.Equal(0.02021137, validation.MeanSquaredError(i => validation.Input(i)[^1]), 8);
    }

    [Fact]
    public void Least_squares_forecast_with_the_error_that_numpy_finds()
    {
        WaveSeries series = WaveSeries.Create();
        LinearForecast forecast = LinearForecast.Fit(series.Training);

        // numpy.linalg.lstsq on the same data.
        Assert.Equal(
            0.0029311464999902835,
            series.Validation.MeanSquaredError(i => forecast.Predict(series.Validation.Input(i))),
            12);
    }
}

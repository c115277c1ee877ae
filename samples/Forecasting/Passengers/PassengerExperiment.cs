using RnnGen;

namespace Forecasting.Passengers;

/// <summary>Forecasts each of 46 held-out months from the months before it.</summary>
internal sealed class PassengerExperiment
{
    private readonly SampleOptions options;
    private readonly double[] counts;

    /// <summary>Loads the data.</summary>
    /// <param name="options">How long to train, from which seeds.</param>
    /// <exception cref="InvalidDataException">They are not the known series.</exception>
    public PassengerExperiment(SampleOptions options)
    {
        this.options = options;
        counts = PassengerData.Load();
        Truth = counts[PassengerData.FirstMeasured..(PassengerData.FirstMeasured + PassengerData.MeasuredCount)];
    }

    /// <summary>Passengers of each month measured, in thousands.</summary>
    public double[] Truth { get; }

    /// <summary>Makes every forecast, in the order of the table.</summary>
    public IReadOnlyList<PassengerResult> Run() =>
    [
        Rule("last month", month => counts[month - 1], 48.66),
        Rule("same month a year ago", month => counts[month - 12]),
        Rule("... at this year's level", month => counts[month - 12] * counts[month - 1] / counts[month - 13]),
        LeastSquares(),
        PublishedNetwork(),
        SeasonalNetwork(),
    ];

    private PassengerResult Rule(string name, Func<int, double> forecast, double? published = null)
    {
        double[] months = [.. Enumerable.Range(PassengerData.FirstMeasured, PassengerData.MeasuredCount).Select(forecast)];
        return new(name, months, new(RootMeanSquaredError(months)), published);
    }

    private PassengerResult LeastSquares()
    {
        SeasonalChanges changes = new(counts);
        Samples measured = changes.Measured;
        LinearForecast linear = LinearForecast.Fit(changes.Training);
        return Rule("least squares, 12 changes", month => changes.Passengers(
            month, linear.Predict(measured.Input(month - PassengerData.FirstMeasured))));
    }

    /// <summary>The published setting: batches of one, 100 epochs, Adam.</summary>
    private PassengerResult PublishedNetwork()
    {
        ScaledCounts scaled = new(counts);
        Samples training = scaled.Training;
        Samples measured = scaled.Measured;
        return Train("LSTM 4, 1 month", 47.53, (seed, progress) =>
        {
            OneMonthNetwork network = new(seed);
            network.Fit(training.Inputs, training.Targets, new FitOptions
            {
                Epochs = options.Quick ? 10 : 100,
                BatchSize = 1,
                Seed = seed,
                Progress = progress,
            });

            return Array.ConvertAll(network.Predict(measured.Inputs), output => scaled.Passengers(output));
        });
    }

    /// <summary>
    /// A better setting. Units, epochs and weight decay are those that did best on 1955 and 1956 after training on the
    /// years before; the held-out months had no say.
    /// </summary>
    private PassengerResult SeasonalNetwork()
    {
        SeasonalChanges changes = new(counts);
        Samples training = changes.Training;
        Samples measured = changes.Measured;
        return Train("LSTM 8, 12 changes", null, (seed, progress) =>
        {
            TwelveMonthNetwork network = new(seed);
            network.Fit(training.Inputs, training.Targets, new FitOptions
            {
                Epochs = options.Quick ? 10 : 50,
                BatchSize = 8,
                Optimizer = new AdamW(0.005) { WeightDecay = 0.3 },
                Seed = seed,
                Progress = progress,
            });

            return [.. network.Predict(measured.Inputs).Select((output, i) => changes.Passengers(PassengerData.FirstMeasured + i, output))];
        });
    }

    private PassengerResult Train(string name, double? published, Func<int, IProgress<FitProgress>, double[]> forecast)
    {
        Terminal.Subheading(name);
        List<double[]> forecasts = [];
        List<double> errors = [];
        foreach (int seed in options.Seeds)
        {
            TrainingLine line = new(seed);
            forecasts.Add(forecast(seed, line));
            errors.Add(RootMeanSquaredError(forecasts[^1]));
            line.End($"RMSE {errors[^1]:0.00}");
        }

        SeedFigures figures = new(errors);
        return new(name, forecasts[figures.MedianSeed], figures, published);
    }

    private double RootMeanSquaredError(double[] forecast) =>
        Math.Sqrt(forecast.Zip(Truth, static (ours, truth) => (ours - truth) * (ours - truth)).Average());
}

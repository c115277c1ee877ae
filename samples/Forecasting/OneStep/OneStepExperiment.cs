using RnnGen;

namespace Forecasting.OneStep;

/// <summary>Forecasts the 51st value of a series from 50, by every one-step model of the book.</summary>
internal sealed class OneStepExperiment
{
    /// <summary>Mean squared error of the last value as the forecast, which the book prints.</summary>
    private const double PublishedNaiveError = 0.02021137;

    private readonly SampleOptions options;
    private readonly Samples training;
    private readonly Samples validation;
    private readonly double naiveError;

    /// <summary>Generates the data.</summary>
    /// <param name="options">How long to train, from which seeds.</param>
    /// <exception cref="InvalidDataException">They are not the book's data.</exception>
    public OneStepExperiment(SampleOptions options)
    {
        this.options = options;
        WaveSeries series = WaveSeries.Create();
        training = series.Training;
        validation = series.Validation;
        naiveError = validation.MeanSquaredError(sample => validation.Input(sample)[^1]);
        if (Math.Abs(naiveError - PublishedNaiveError) > 0.5e-8)
        {
            throw new InvalidDataException(
                $"The generated series are not the book's: the last value as the forecast has a mean squared error of "
                + $"{naiveError:0.00000000}, but {PublishedNaiveError:0.00000000} is published. Check Mt19937 and WaveSeries.");
        }
    }

    /// <summary>Passes over the training series: the book's 20, or 2 to be quick.</summary>
    public int Epochs => options.Quick ? 2 : 20;

    /// <summary>Fits one model after the other, in the order of the table.</summary>
    public IReadOnlyList<OneStepResult> Run() =>
    [
        new("last value", new(naiveError), PublishedRange.Exactly(0.02021)),
        new("least squares", new(LeastSquaresError()), PublishedRange.Exactly(0.00293)),
        Train<LinearNetwork>("Dense(1)", 0.001, new PublishedRange(0.00415, 0.00417)),
        Train<SingleUnitNetwork>("RNN 1", 0.005, new PublishedRange(0.01085, 0.01089)),
        Train<DeepRnnNetwork>("RNN 20-20-1", 0.001, new PublishedRange(0.00289, 0.00293)),
        Train<DeepRnnDenseNetwork>("RNN 20-20 + Dense(1)", 0.001, new PublishedRange(0.00258, 0.00268)),
        Train<DeepLstmNetwork>("LSTM 20-20 + Dense(1)", 0.001, published: null),
    ];

    private double LeastSquaresError()
    {
        LinearForecast forecast = LinearForecast.Fit(training);
        return validation.MeanSquaredError(sample => forecast.Predict(validation.Input(sample)));
    }

    private OneStepResult Train<TNetwork>(string name, double learningRate, PublishedRange? published)
        where TNetwork : IRnnModel<TNetwork, float, float>
    {
        Terminal.Subheading(name);
        List<double> errors = [];
        foreach (int seed in options.Seeds)
        {
            TrainingLine line = new(seed);
            FitOptions fitting = new() { Epochs = Epochs, BatchSize = 32, Optimizer = new Adam(learningRate), Seed = seed, Progress = line };
            TNetwork network = TNetwork.Create(seed);
            network.Fit(training.Inputs, training.Targets, fitting);
            errors.Add(network.Evaluate(validation.Inputs, validation.Targets).Loss);
            line.End($"MSE {errors[^1]:0.00000}");
        }

        return new(name, new(errors), published);
    }
}

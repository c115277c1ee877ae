namespace Forecasting.OneStep;

/// <summary>
/// The data of A. Géron, <em>Hands-On Machine Learning</em>, 2nd edition, chapter 15: series that are two sine waves of
/// random frequency and phase plus uniform noise, reproduced to the bit.
/// </summary>
internal sealed class WaveSeries
{
    /// <summary>Steps that a forecast sees.</summary>
    public const int Steps = 50;

    private const int TrainingCount = 7000;
    private const int ValidationCount = 2000;
    private const int Count = 10000; // the last 1000 are the book's test set, which its table does not use

    private WaveSeries(float[] values)
    {
        Training = Split(values, 0, TrainingCount);
        Validation = Split(values, TrainingCount, ValidationCount);
    }

    /// <summary>The series to learn from.</summary>
    public Samples Training { get; }

    /// <summary>The series to measure on.</summary>
    public Samples Validation { get; }

    /// <summary>The book's series: NumPy's generator with seed 42.</summary>
    public static WaveSeries Create() => new(Generate(new Mt19937(42), Count, Steps + 1));

    /// <summary>The book's <c>generate_time_series(batch_size, n_steps)</c>, [count, length].</summary>
    /// <param name="random">Where the numbers come from; drawn in NumPy's order.</param>
    /// <param name="count">Number of series.</param>
    /// <param name="length">Steps of each, over which time goes from 0 to 1.</param>
    private static float[] Generate(Mt19937 random, int count, int length)
    {
        double[] frequencies1 = random.NextDoubles(count);
        double[] frequencies2 = random.NextDoubles(count);
        double[] offsets1 = random.NextDoubles(count);
        double[] offsets2 = random.NextDoubles(count);
        double step = 1.0 / (length - 1);
        var values = new float[count * length];
        for (int series = 0; series < count; series++)
        {
            for (int i = 0; i < length; i++)
            {
                double time = i == length - 1 ? 1 : i * step;
                double value = 0.5 * Math.Sin((time - offsets1[series]) * ((frequencies1[series] * 10) + 10));
                value += 0.2 * Math.Sin((time - offsets2[series]) * ((frequencies2[series] * 20) + 20));
                value += 0.1 * (random.NextDouble() - 0.5);
                values[(series * length) + i] = (float)value;
            }
        }

        return values;
    }

    /// <summary>Cuts each series into its first steps, the input, and the last, the target.</summary>
    private static Samples Split(float[] values, int first, int count)
    {
        var inputs = new float[count * Steps];
        var targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> series = values.AsSpan((first + i) * (Steps + 1), Steps + 1);
            series[..Steps].CopyTo(inputs.AsSpan(i * Steps));
            targets[i] = series[Steps];
        }

        return new Samples(inputs, targets, Steps);
    }
}

namespace Forecasting;

/// <summary>Windows of a series and the value that follows each.</summary>
/// <param name="Inputs">[count, window], row-major.</param>
/// <param name="Targets">[count].</param>
/// <param name="Window">Values in one window.</param>
internal sealed record Samples(float[] Inputs, float[] Targets, int Window)
{
    /// <summary>Number of samples.</summary>
    public int Count => Targets.Length;

    /// <summary>The window of one sample.</summary>
    /// <param name="sample">Which, from 0.</param>
    public ReadOnlySpan<float> Input(int sample) => Inputs.AsSpan(sample * Window, Window);

    /// <summary>Mean squared error of a forecast of every target.</summary>
    /// <param name="forecast">Gives the forecast of a sample from its number.</param>
    public double MeanSquaredError(Func<int, double> forecast)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double error = forecast(i) - Targets[i];
            sum += error * error;
        }

        return sum / Count;
    }
}

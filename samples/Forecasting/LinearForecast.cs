namespace Forecasting;

/// <summary>
/// The best linear forecast there is of a series from a window of it: ordinary least squares, in closed form. No network
/// deserves praise for less.
/// </summary>
/// <remarks>
/// Minimises |X w − y|² over w, where a row of X is a window and a constant 1, by the normal equations XᵀX w = Xᵀy and a
/// Cholesky decomposition XᵀX = L Lᵀ, in double precision.
/// </remarks>
internal sealed class LinearForecast
{
    private readonly double[] weights; // [window + 1]; the last one belongs to the constant

    private LinearForecast(double[] weights) => this.weights = weights;

    /// <summary>Fits the weights to samples.</summary>
    /// <param name="samples">More of them than values in a window.</param>
    public static LinearForecast Fit(Samples samples)
    {
        int size = samples.Window + 1;
        var matrix = new double[size, size];
        var weights = new double[size];
        var row = new double[size];
        row[^1] = 1;
        for (int sample = 0; sample < samples.Count; sample++)
        {
            ReadOnlySpan<float> window = samples.Input(sample);
            for (int i = 0; i < window.Length; i++)
            {
                row[i] = window[i];
            }

            for (int i = 0; i < size; i++)
            {
                weights[i] += row[i] * samples.Targets[sample];
                for (int j = 0; j <= i; j++)
                {
                    matrix[i, j] += row[i] * row[j];
                }
            }
        }

        Decompose(matrix);
        Solve(matrix, weights);
        return new LinearForecast(weights);
    }

    /// <summary>The forecast of what follows a window.</summary>
    /// <param name="window">As long as those it was fitted to.</param>
    public double Predict(ReadOnlySpan<float> window)
    {
        double sum = weights[^1];
        for (int i = 0; i < window.Length; i++)
        {
            sum += weights[i] * window[i];
        }

        return sum;
    }

    /// <summary>Replaces the lower triangle of a positive definite matrix by L.</summary>
    private static void Decompose(double[,] matrix)
    {
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    throw new ArgumentException("The windows are linearly dependent; least squares has no unique answer.");
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }
    }

    /// <summary>Solves L Lᵀ w = b in place: forwards for L, backwards for Lᵀ.</summary>
    private static void Solve(double[,] lower, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                values[i] -= lower[i, k] * values[k];
            }

            values[i] /= lower[i, i];
        }

        for (int i = values.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < values.Length; k++)
            {
                values[i] -= lower[k, i] * values[k];
            }

            values[i] /= lower[i, i];
        }
    }
}

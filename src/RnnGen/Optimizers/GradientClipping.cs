using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Limits gradients, whose size can explode through many time steps.</summary>
public static class GradientClipping
{
    /// <summary>
    /// Scales all gradients by min(1, maxNorm / (‖g‖₂ + 10⁻⁶)), so that their global norm is at most
    /// <paramref name="maxNorm"/> and their direction stays.
    /// </summary>
    /// <param name="gradients">The gradients of all parameters, scaled in place.</param>
    /// <param name="maxNorm">Largest norm, greater than 0.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not greater than 0.</exception>
    /// <remarks>
    /// R. Pascanu, T. Mikolov, Y. Bengio, <em>On the Difficulty of Training Recurrent Neural Networks</em>, 2013; the
    /// formula is that of <c>torch.nn.utils.clip_grad_norm_</c>. The norm is summed in double precision, so
    /// its squares cannot overflow. Where a gradient is infinite or NaN so is the result, and the gradients are left as they are.
    /// </remarks>
    public static float ClipByNorm(Span<float> gradients, double maxNorm) => ClipReachedByNorm(gradients, [new(0, gradients.Length)], maxNorm);

    /// <summary>As the public method, where all gradients outside of some ranges are zero.</summary>
    internal static float ClipReachedByNorm(Span<float> gradients, ReadOnlySpan<ParameterRange> ranges, double maxNorm)
    {
        RequirePositive(maxNorm, nameof(maxNorm));
        double squares = 0;
        foreach (ParameterRange range in ranges)
        {
            squares += SumOfSquares(range.Of(gradients));
        }

        double norm = Math.Sqrt(squares);
        double scale = maxNorm / (norm + 1e-6);
        if (scale < 1 && double.IsFinite(norm))
        {
            foreach (ParameterRange range in ranges)
            {
                TensorPrimitives.Multiply(range.Of(gradients), (float)scale, range.Of(gradients));
            }
        }

        return (float)norm;
    }

    /// <summary>Limits each gradient to [−maxValue, maxValue], as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
    /// <param name="gradients">The gradients of all parameters, limited in place; NaN stays NaN.</param>
    /// <param name="maxValue">Largest magnitude, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not greater than 0.</exception>
    public static void ClipByValue(Span<float> gradients, double maxValue) => ClipReachedByValue(gradients, [new(0, gradients.Length)], maxValue);

    /// <summary>As the public method, where all gradients outside of some ranges are zero.</summary>
    internal static void ClipReachedByValue(Span<float> gradients, ReadOnlySpan<ParameterRange> ranges, double maxValue)
    {
        RequirePositive(maxValue, nameof(maxValue));
        float limit = (float)maxValue;
        foreach (ParameterRange range in ranges)
        {
            Span<float> values = range.Of(gradients);
            TensorPrimitives.Min(values, limit, values);
            TensorPrimitives.Max(values, -limit, values);
        }
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} has to be greater than 0.");
        }
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<double> lower = Vector<double>.Zero;
        Vector<double> upper = Vector<double>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            lower += low * low;
            upper += high * high;
        }

        double sum = Vector.Sum(lower + upper);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += (double)value * value;
        }

        return sum;
    }
}

using System.Globalization;

namespace RnnGen.Parity;

/// <summary>How far single precision may be from the double-precision reference.</summary>
internal static class Tolerance
{
    /// <summary>Outputs and losses as PyTorch compares them in single precision: |a − e| ≤ 1e-5 + 1.3e-6·|e|.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? OfValues(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            // Written so that NaN is a difference.
            if (!(Math.Abs(actual[index] - expected[index]) <= 1e-5 + (1.3e-6 * Math.Abs(expected[index]))))
            {
                return Text($"[{index}] of {expected.Length} is {actual[index]:G9}, expected {expected[index]:G9}");
            }
        }

        return null;
    }

    /// <summary>
    /// Gradients of one tensor: the norm is off by at most 1e-5 of itself, and no element by more than 1e-5 of the tensor's
    /// largest plus 1e-6. (A gradient that is nothing but rounding errors has no relative error; 1e-6 is granted to the norm, too.)
    /// </summary>
    /// <param name="actual">The gradient.</param>
    /// <param name="expected">The reference's.</param>
    /// <param name="terms">How many numbers of about one it is a sum of, which may cancel out while the roundings of their sums stay: 1e-8 for each.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? OfGradients(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, int terms = 0)
    {
        double always = 1e-6 + (1e-8 * terms);
        double largest = 0;
        double squares = 0;
        double actualSquares = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            largest = Math.Max(largest, Math.Abs(expected[index]));
            squares += expected[index] * expected[index];
            actualSquares += (double)actual[index] * actual[index];
        }

        for (int index = 0; index < expected.Length; index++)
        {
            if (!(Math.Abs(actual[index] - expected[index]) <= (1e-5 * largest) + always))
            {
                return Text($"[{index}] of {expected.Length} is {actual[index]:G9}, expected {expected[index]:G9} (largest {largest:G3})");
            }
        }

        (double norm, double actualNorm) = (Math.Sqrt(squares), Math.Sqrt(actualSquares));
        return Math.Abs(actualNorm - norm) <= (1e-5 * norm) + always ? null : Text($"norm {actualNorm:G9}, expected {norm:G9}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

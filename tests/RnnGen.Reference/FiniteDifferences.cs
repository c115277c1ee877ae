namespace RnnGen.Reference;

/// <summary>Central differences: the oracle for derivatives.</summary>
internal static class FiniteDifferences
{
    /// <summary>∂f/∂v for every element of <paramref name="at"/>, as (f(v + ε) − f(v − ε)) / 2ε.</summary>
    /// <param name="f">The function; it must not keep its argument.</param>
    /// <param name="at">Where; unchanged afterwards.</param>
    /// <param name="epsilon">PyTorch's gradcheck uses 1e-6 as well.</param>
    public static double[] Gradient(Func<double[], double> f, double[] at, double epsilon = 1e-6)
    {
        double[] point = [.. at];
        double[] gradient = new double[at.Length];
        for (int index = 0; index < at.Length; index++)
        {
            point[index] = at[index] + epsilon;
            double above = f(point);
            point[index] = at[index] - epsilon;
            double below = f(point);
            point[index] = at[index];
            gradient[index] = (above - below) / (2 * epsilon);
        }

        return gradient;
    }
}

namespace RnnGen.Generator.Steps;

/// <summary>Functions of one double that the framework does not have.</summary>
internal static class ScalarFunctions
{
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + LogPlus1(Math.Exp(-Math.Abs(x)));

    // Kahan's trick: the rounding errors of u − 1 and ln u cancel.
    public static double ExpMinus1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x
            : u - 1 == -1 ? -1
            : double.IsInfinity(u) ? u
            : (u - 1) * x / Math.Log(u);
    }

    /// <summary>
    /// Below 3 the series 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms have one sign; beyond, the continued
    /// fraction of erfc (Abramowitz and Stegun 7.1.6 and 7.1.14).
    /// </summary>
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        if (magnitude < 3)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        double fraction = 0;
        for (int k = 60; k >= 1; k--)
        {
            fraction = k / 2.0 / (magnitude + fraction);
        }

        double complement = Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (magnitude + fraction);
        return Math.Sign(x) * (1 - complement);
    }

    private static double LogPlus1(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}

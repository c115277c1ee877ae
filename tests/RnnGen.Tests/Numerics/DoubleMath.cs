namespace RnnGen.Tests.Numerics;

/// <summary>Functions that <see cref="Math"/> lacks, to well below 1e-12 relative: far finer than a float's 6e-8.</summary>
internal static class DoubleMath
{
    /// <summary>eˣ − 1 as (u − 1) x / ln u with u = eˣ rounded, in which the rounding error of u cancels (Kahan).</summary>
    public static double ExpMinus1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    /// <summary>ln(1 + x) as x ln u / (u − 1) with u = 1 + x rounded, in which the rounding error of u cancels (Kahan).</summary>
    public static double LogPlus1(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsPositiveInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>
    /// erf x: the series 2/√π e^−x² Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n + 1)) of positive terms, and beyond 2.5 the continued fraction of erfc
    /// (Abramowitz and Stegun 7.1.6 and 7.1.14).
    /// </summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a < 2.5)
        {
            double term = x;
            double sum = x;
            for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        if (double.IsNaN(x) || a > 6)
        {
            return double.IsNaN(x) ? x : Math.CopySign(1, x);
        }

        double fraction = 0;
        for (int k = 60; k >= 1; k--)
        {
            fraction = k / 2.0 / (a + fraction);
        }

        return Math.CopySign(1 - (Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction)), x);
    }
}

using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    /// <summary>ln(1 + x), accurate near zero.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>ln(1 + x); ±0 for ±0; −∞ for −1; NaN below −1 and for NaN; +∞ for +∞.</returns>
    /// <remarks>
    /// Error at most 1.48 ulp; 1.54 without fused multiply–add.
    /// u = 1 + x rounded, c = (1 + x) − u its rounding error; u = 2ⁿ m with m in [√½, √2], and
    /// ln(1 + x) = n ln 2 + ln(1 + f) with f = (m − 1) + 2⁻ⁿ c, which is x itself while n = 0.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogPlus1<T>(T x) where T : struct, IVector<T>
    {
        T one = T.Broadcast(1f);
        T u = one + x;
        T correction = T.IfGreater(x, one, one - (u - x), x - (u - one));
        T n = T.Exponent(u);
        T significand = T.Significand(u);
        T squareRootOfTwo = T.Broadcast(SquareRootOfTwo);
        n = T.IfGreater(significand, squareRootOfTwo, n + one, n);
        significand = T.IfGreater(significand, squareRootOfTwo, significand * T.Broadcast(0.5f), significand);

        // 2⁻ⁿ must be normal; from n = 126 on the correction is far below the last place anyway.
        T scale = T.ScaleByPowerOfTwo(one, -T.AtMost(n, T.Broadcast(126f)));
        T logarithm = LogReduced(T.MultiplyAdd(correction, scale, significand - one), n);

        T zero = T.Broadcast(0f);
        logarithm = T.IfGreater(u, T.Broadcast(float.MaxValue), u, logarithm);
        logarithm = T.IfGreater(u, zero, logarithm, T.IfEqual(u, zero, T.Broadcast(float.NegativeInfinity), T.Broadcast(float.NaN)));
        return T.IfEqual(x, zero, x, logarithm);
    }
}

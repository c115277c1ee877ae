using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    private const float SquareRootOfTwo = 1.41421356f;
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any value; subnormals included.</param>
    /// <returns>ln x; −∞ for ±0; NaN for negative values and NaN; +∞ for +∞.</returns>
    /// <remarks>
    /// Error at most 0.88 ulp; 0.93 without fused multiply–add.
    /// x = 2ⁿ (1 + f) with 1 + f in [√½, √2]; ln(1 + f) = f − ½ f² + f³ P(f), P of degree 7.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, IVector<T>
    {
        T zero = T.Broadcast(0f);
        T one = T.Broadcast(1f);
        T smallestNormal = T.Broadcast(SmallestNormal);
        T normal = T.IfGreater(smallestNormal, x, x * T.Broadcast(8388608f), x);
        T n = T.Exponent(normal) - T.IfGreater(smallestNormal, x, T.Broadcast(23f), zero);
        T significand = T.Significand(normal);
        T squareRootOfTwo = T.Broadcast(SquareRootOfTwo);
        n = T.IfGreater(significand, squareRootOfTwo, n + one, n);
        significand = T.IfGreater(significand, squareRootOfTwo, significand * T.Broadcast(0.5f), significand);
        T logarithm = LogReduced(significand - one, n);

        logarithm = T.IfGreater(x, T.Broadcast(float.MaxValue), x, logarithm);
        return T.IfGreater(x, zero, logarithm, T.IfEqual(x, zero, T.Broadcast(float.NegativeInfinity), T.Broadcast(float.NaN)));
    }
}

using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    /// <summary>eˣ − 1, accurate near zero.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>eˣ − 1; ±0 for ±0; −1 below −18; +∞ above 88.72; NaN for NaN.</returns>
    /// <remarks>
    /// Error at most 1.62 ulp; 1.75 without fused multiply–add.
    /// x = n ln 2 + r, eʳ − 1 = p by a polynomial of degree 6, eˣ − 1 = 2 (2ⁿ⁻¹ p + (2ⁿ⁻¹ − ½)): halved, so that n = 128
    /// stays in range.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpMinus1<T>(T x) where T : struct, IVector<T>
    {
        const float Shift = RoundingShift + ExponentBias - 1f;
        T bounded = T.AtLeast(T.AtMost(x, T.Broadcast(ExpOverflow)), T.Broadcast(-20f));
        T shifted = T.MultiplyAdd(BitsPerNat, bounded, Shift);
        T halfPower = T.ExponentFromLowBits(shifted);
        T n = shifted - T.Broadcast(Shift);
        T r = T.MultiplyAdd(-Ln2Low, n, T.MultiplyAdd(-Ln2High, n, bounded));
        T p = T.MultiplyAdd(r * r, ExpRemainder(r), r);
        T half = T.MultiplyAdd(halfPower, p, halfPower - T.Broadcast(0.5f));

        // Below 2⁻²⁵ the result rounds to x; the halving above would lose the last bit of subnormals, and the sign of zero.
        return T.IfGreater(T.Broadcast(2.98023224e-8f), T.Abs(x), x, half + half);
    }
}

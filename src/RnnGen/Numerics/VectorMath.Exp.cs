using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    private const float ExpUnderflow = -104f;
    private const float ExpOverflow = 89f;

    /// <summary>eˣ.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>
    /// eˣ, with gradual underflow for x below −87.3, 0 below −103.98, +∞ above 88.72; 1 for ±0; NaN for NaN.
    /// </returns>
    /// <remarks>
    /// Error at most 0.93 ulp; 1.22 without fused multiply–add.
    /// x = n ln 2 + r with |r| ≤ ½ ln 2 (ln 2 in two parts, Cody and Waite), eʳ by a polynomial of degree 6, then 2ⁿ.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, IVector<T>
    {
        x = T.AtLeast(T.AtMost(x, T.Broadcast(ExpOverflow)), T.Broadcast(ExpUnderflow));
        T n = T.MultiplyAdd(BitsPerNat, x, RoundingShift) - T.Broadcast(RoundingShift);
        T r = T.MultiplyAdd(-Ln2Low, n, T.MultiplyAdd(-Ln2High, n, x));
        T power = T.MultiplyAdd(T.MultiplyAdd(ExpRemainder(r), r, 1f), r, 1f);
        return T.Scale(power, n);
    }
}

using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static partial class LaneMath
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>tanh x; x itself where |x| is tiny, signed zeros and subnormals included; ±1 from |x| = 9.02; NaN for NaN.</returns>
    /// <remarks>
    /// |x| = r − m ½ ln 2 with integral m ≤ 0 and |r| ≤ ¼ ln 2. With s = 2ᵐ and τ = tanh r = r + r³ C(r²), C of degree 2
    /// (relative error below 2e-10), the addition theorem gives
    /// tanh |x| = ((1 − s) + (1 + s) τ) / ((1 + s) + (1 − s) τ), because tanh(−m ½ ln 2) = (1 − s) / (1 + s).
    /// Seventeen instructions.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, ILanes<T>
    {
        const float Shift = RoundingShift + ExponentBias;
        T one = T.Broadcast(1f);
        T magnitude = T.AtMost(T.Abs(x), T.Broadcast(9.02f));
        T shifted = T.MultiplyAdd(magnitude, T.Broadcast(-2f * BitsPerNat), T.Broadcast(Shift));
        T s = T.ExponentFromLowBits(shifted);
        T r = T.MultiplyAdd(shifted - T.Broadcast(Shift), T.Broadcast(0.5f * Ln2High), magnitude);
        T square = r * r;
        T c = T.MultiplyAdd(T.Broadcast(-0.0527027436f), square, T.Broadcast(0.133310989f));
        c = T.MultiplyAdd(c, square, T.Broadcast(-0.333333224f));
        T tau = T.MultiplyAdd(r * square, c, r);
        T below = one - s;
        T above = one + s;
        return T.CopySign(T.MultiplyAdd(above, tau, below) / T.MultiplyAdd(below, tau, above), x);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    /// <summary>The bound from which on the hyperbolic tangent is 1.</summary>
    private const float TanhOne = 9.02f;

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>tanh x; x itself where |x| is tiny, signed zeros and subnormals included; ±1 from |x| = 9.02; NaN for NaN.</returns>
    /// <remarks>Error at most 1.06 ulp where pieces can be looked up, else 1.91; 1.96 without fused multiply–add.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x) where T : struct, IVector<T>
    {
        T magnitude = T.AtMost(T.Abs(x), T.Broadcast(TanhOne));
        return T.CopySign(T.HasTables ? T.TanhByTables(magnitude) : TanhByPowers(magnitude), x);
    }

    /// <summary>A polynomial whose coefficients are looked up. Fifteen instructions besides bound and sign, no division; six of them are multiply–adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> TanhByPieces(Vector512<float> magnitude)
    {
        Vector512<float> piece = VectorTables.BinadeQuarter(Vector512.MultiplyAddEstimate(Vector512.Create(TanhTable.Scale), magnitude, Vector512<float>.One));
        Vector512<float> t = magnitude - VectorTables.LookUp(TanhTable.Centre, piece);
        Vector512<float> p = Vector512.MultiplyAddEstimate(VectorTables.LookUp(TanhTable.Fifth, piece), t, VectorTables.LookUp(TanhTable.Fourth, piece));
        p = Vector512.MultiplyAddEstimate(p, t, VectorTables.LookUp(TanhTable.Cube, piece));
        p = Vector512.MultiplyAddEstimate(p, t, VectorTables.LookUp(TanhTable.Square, piece));
        p = Vector512.MultiplyAddEstimate(p, t, VectorTables.LookUp(TanhTable.Linear, piece));
        return Vector512.MultiplyAddEstimate(p, t, VectorTables.LookUp(TanhTable.Constant, piece));
    }

    /// <summary>A quotient.</summary>
    /// <remarks>
    /// |x| = r − m ½ ln 2 with integral m ≤ 0 and |r| ≤ ¼ ln 2. With s = 2ᵐ and p = ½ (1 − e^−2r) = r + r² C(r), C of degree 4
    /// (relative error below 1.4e-8), e^−2|x| = s (1 − 2p), and tanh |x| = (1 − e^−2|x|) / (1 + e^−2|x|)
    /// = ((1 − s) + 2 s p) / ((1 + s) − 2 s p), where 1 ∓ s is exact as long as it matters. Seventeen instructions besides bound and sign.
    /// <para>
    /// C(r) = −2 P(−2r), with the P of <see cref="ExpRemainder"/>. It is made 2⁻¹¹⁰ times as large, and r² 2¹¹⁰ times. The products are the same to the bit, but r² alone
    /// underflows from |x| = 1e-19 on, and underflow takes several times longer: states that fade would pay for it all the way down. Without fused multiply–add
    /// products are numbers of their own: then those in C would underflow from 1e-4 on, so nothing is scaled, and r² is slow on its way from 1e-19 to nothing.
    /// </para>
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T TanhByPowers<T>(T magnitude) where T : struct, IVector<T>
    {
        const float Shift = RoundingShift + ExponentBias;
        const float Down = 7.70371978e-34f;
        T shifted = T.MultiplyAdd(-2f * BitsPerNat, magnitude, Shift);
        T s = T.ExponentFromLowBits(shifted);
        T r = T.MultiplyAdd(0.5f * Ln2, shifted - T.Broadcast(Shift), magnitude);
        T c, p;
        if (FusedMultiplyAdd.IsSupported)
        {
            c = T.MultiplyAdd(-32f * Down * ExpRemainder4, r, 16f * Down * ExpRemainder3);
            c = T.MultiplyAdd(c, r, -8f * Down * ExpRemainder2);
            c = T.MultiplyAdd(c, r, 4f * Down * ExpRemainder1);
            c = T.MultiplyAdd(c, r, -2f * Down * ExpRemainder0);
            p = T.MultiplyAdd(r * T.Broadcast(1f / Down) * r, c, r);
        }
        else
        {
            c = T.MultiplyAdd(-32f * ExpRemainder4, r, 16f * ExpRemainder3);
            c = T.MultiplyAdd(c, r, -8f * ExpRemainder2);
            c = T.MultiplyAdd(c, r, 4f * ExpRemainder1);
            c = T.MultiplyAdd(c, r, -2f * ExpRemainder0);
            p = T.MultiplyAdd(r * r, c, r);
        }

        T twiceS = s + s;
        T numerator = T.MultiplyAdd(twiceS, p, T.Broadcast(1f) - s);
        T denominator = T.MultiplyAdd(-twiceS, p, T.Broadcast(1f) + s);
        return numerator / denominator;
    }
}

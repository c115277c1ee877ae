using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    /// <summary>The error function, 2/√π ∫₀ˣ e^−t² dt (used by the exact GELU).</summary>
    /// <param name="x">Any value.</param>
    /// <returns>erf x; ±0 for ±0; ±1 from |x| = 3.92; NaN for NaN.</returns>
    /// <remarks>
    /// Error at most 1.16 ulp; 1.48 without fused multiply–add.
    /// For |x| ≤ 1, x + x C(x²) with C of degree 6 (relative error below 1.3e-9); beyond, 1 − e^L(|x|) with L the minimax
    /// polynomial of degree 6 of ln erfc on [1, 4], weighted by erfc / erf (error below 1.1e-9).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x) where T : struct, IVector<T>
    {
        const float Shift = RoundingShift + ExponentBias;
        // The square alone would underflow from 1e-19 on, which takes many times longer; what is added is far below its last place wherever that matters.
        T square = T.MultiplyAdd(x, x, 1e-30f);
        T c = T.MultiplyAdd(7.85386146e-5f, square, -0.000801019371f);
        c = T.MultiplyAdd(c, square, 0.00518832775f);
        c = T.MultiplyAdd(c, square, -0.0268538129f);
        c = T.MultiplyAdd(c, square, 0.112835854f);
        c = T.MultiplyAdd(c, square, -0.37612626f);
        c = T.MultiplyAdd(c, square, 0.128379166f);
        T central = T.MultiplyAdd(c, x, x);

        T magnitude = T.Abs(x);
        T a = T.AtMost(magnitude, T.Broadcast(4f));
        T l = T.MultiplyAdd(0.000186379155f, a, -0.00294765807f);
        l = T.MultiplyAdd(l, a, 0.0218380634f);
        l = T.MultiplyAdd(l, a, -0.103106752f);
        l = T.MultiplyAdd(l, a, -0.638144851f);
        l = T.MultiplyAdd(l, a, -1.12708914f);
        l = T.MultiplyAdd(l, a, -0.000341523439f);

        // e^l for l in [−18, −1.8]: no guard against underflow is needed.
        T shifted = T.MultiplyAdd(BitsPerNat, l, Shift);
        T power = T.ExponentFromLowBits(shifted);
        T r = T.MultiplyAdd(-Ln2, shifted - T.Broadcast(Shift), l);
        T e = T.MultiplyAdd(T.MultiplyAdd(ExpRemainder(r), r, 1f), r, 1f);
        T outer = T.CopySign(T.MultiplyAdd(-power, e, 1f), x);
        return T.IfGreater(magnitude, T.Broadcast(1f), outer, central);
    }
}

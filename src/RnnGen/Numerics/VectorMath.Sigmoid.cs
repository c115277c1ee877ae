using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    private const float SigmoidOne = 60f;
    private const float SigmoidZero = -105f;

    /// <summary>2²⁴: by this much powers of two are moved away from the end of their range that σ comes near.</summary>
    private const float PowerScale = 16777216f;

    /// <summary>A little more than ln 2 / 32.</summary>
    private const float LargestRemainder = 0.0217f;

    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">Any value.</param>
    /// <returns>
    /// σ(x), with gradual underflow for x below −87.3 and 0 below −104.4; 1 from x = 17.33 on; NaN for NaN.
    /// </returns>
    /// <remarks>
    /// Error at most 1.87 ulp where powers can be looked up, else 1.89; 2.00 without fused multiply–add. With x = m ln 2 + r σ(x) = 2ᵐ / (2ᵐ + e⁻ʳ) = eʳ / (eʳ + 2⁻ᵐ), whose quotients underflow gradually. m is
    /// a multiple of a sixteenth where such powers can be looked up, else an integer.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, IVector<T> => T.HasTables ? T.SigmoidByTables(x) : SigmoidByIntegers(x);

    /// <summary>|r| ≤ ln 2 / 32, where eʳ of degree 3 is off by 1.6e-9. Twelve instructions.</summary>
    /// <remarks>
    /// The second quotient. The scale takes powers as far as 0 and infinity, so there is no bound for x, but one for r, which is no remainder any more where m is
    /// too large for sixteenths. NaN comes through m. Numerator and denominator are both 2²⁴ times too small: a power overflows where σ is 0. eʳ is rounded before 2⁻ᵐ is
    /// added to it: as one multiply–add onto 1 + 2⁻ᵐ the sum would be rounded twice, which weighs most at the lower ends of binades, and sixteenths come near all of
    /// them (2.2 ulp).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> SigmoidByTable(Vector512<float> x)
    {
        // The last bits of what is shifted are sixteenths, and the low four of them the index of a power.
        const float Shift = RoundingShift / 16f;
        const float Expansion = SigmoidTable.Expansion / PowerScale;
        Vector512<float> shifted = Vector512.MultiplyAddEstimate(Vector512.Create(-BitsPerNat), x, Vector512.Create(Shift));
        Vector512<float> minusM = shifted - Vector512.Create(Shift);
        Vector512<float> power = BinaryFormat.Scale(VectorTables.LookUp((1f / PowerScale) * SigmoidTable.Expanded, shifted), minusM);
        Vector512<float> r = Vector512.MultiplyAddEstimate(Vector512.Create(Ln2High), minusM, x);
        r = VectorTables.LimitMagnitude(Vector512.MultiplyAddEstimate(Vector512.Create(Ln2Low), minusM, r), Vector512.Create(LargestRemainder));

        // The coefficient of r² takes over from r⁴ what it can: 2 (√2 − 1) (ln 2 / 32)² / 24.
        Vector512<float> p = Vector512.MultiplyAddEstimate(Vector512.Create(Expansion / 6f), r, Vector512.Create(Expansion * 0.5000162f));
        p = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Expansion));
        Vector512<float> exponential = Vector512.MultiplyAddEstimate(p, r, Vector512.Create(Expansion));
        return exponential / (exponential + power);
    }

    /// <summary>|r| ≤ ½ ln 2, and all is expanded by 3/2. Fourteen instructions besides the bounds.</summary>
    /// <remarks>
    /// The first quotient. Its denominator 3/2 s + 3/2 e⁻ʳ, with s = 2ᵐ, is rounded once; the factor keeps it away from the lower ends of binades where that rounding weighs most (without
    /// it the error reaches 2.4 ulp).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidByIntegers<T>(T x) where T : struct, IVector<T>
    {
        // The power of two is made 2²⁴ times too large and scaled down by the product that also expands it.
        const float Shift = RoundingShift + ExponentBias + 24f;
        const float Expansion = 1.5f;
        T bounded = T.AtLeast(T.AtMost(x, T.Broadcast(SigmoidOne)), T.Broadcast(SigmoidZero));
        T shifted = T.MultiplyAdd(BitsPerNat, bounded, Shift);
        T s = T.ExponentFromLowBits(shifted) * T.Broadcast(Expansion / PowerScale);
        T m = shifted - T.Broadcast(Shift);
        T r = T.MultiplyAdd(-Ln2Low, m, T.MultiplyAdd(-Ln2High, m, bounded));

        // (e⁻ʳ − 1) / r, expanded: the P of ExpRemainder with the signs of a negated argument.
        T p = T.MultiplyAdd(Expansion * ExpRemainder4, r, -Expansion * ExpRemainder3);
        p = T.MultiplyAdd(p, r, Expansion * ExpRemainder2);
        p = T.MultiplyAdd(p, r, -Expansion * ExpRemainder1);
        p = T.MultiplyAdd(p, r, Expansion * ExpRemainder0);
        p = T.MultiplyAdd(p, r, -Expansion);
        return s / T.MultiplyAdd(p, r, s + T.Broadcast(Expansion));
    }
}

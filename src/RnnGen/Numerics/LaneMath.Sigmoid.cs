using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static partial class LaneMath
{
    private const float SigmoidOne = 60f;
    private const float SigmoidZero = -105f;

    /// <summary>2²⁴: powers of two that are too large by this are normal even where σ is subnormal.</summary>
    private const float PowerScale = 16777216f;

    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">Any value.</param>
    /// <returns>
    /// σ(x), with gradual underflow for x below −87.3 and 0 below −104.4; 1 from x = 17.33 on; NaN for NaN.
    /// </returns>
    /// <remarks>
    /// Error at most 1.89 ulp. x = m ln 2 − r and s = 2ᵐ: σ(x) = s / (s + eʳ), whose quotient underflows gradually. m is a multiple of a sixteenth where such
    /// powers can be looked up, else an integer.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        T bounded = T.AtLeast(T.AtMost(x, T.Broadcast(SigmoidOne)), T.Broadcast(SigmoidZero));
        return T.HasTables ? SigmoidBySixteenths(bounded) : SigmoidByIntegers(bounded);
    }

    /// <summary>|r| ≤ ln 2 / 32, where eʳ of degree 3 is off by 1.6e-9. Twelve instructions besides the bounds.</summary>
    /// <remarks>
    /// Numerator and denominator are both 2²⁴ times too large. eʳ is rounded before it is added to s: as one multiply–add onto s + 1 the sum would be rounded
    /// twice, which weighs most at the lower ends of binades, and sixteenths come near all of them (2.2 ulp).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidBySixteenths<T>(T x) where T : struct, ILanes<T>
    {
        // Its last bits are sixteenths, and the low four of them the index of a power.
        const float Shift = RoundingShift / 16f;
        const float Expansion = SixteenthPowers.Expansion * PowerScale;
        T shifted = T.MultiplyAdd(BitsPerNat, x, Shift);
        T m = shifted - T.Broadcast(Shift);
        T s = T.Scale(T.LookUp(PowerScale * SixteenthPowers.Expanded, shifted), m);
        T minusR = T.MultiplyAdd(-Ln2Low, m, T.MultiplyAdd(-Ln2High, m, x));

        // The coefficient of r² takes over from r⁴ what it can: 2 (√2 − 1) (ln 2 / 32)² / 24.
        T p = T.MultiplyAdd(-Expansion / 6f, minusR, Expansion * 0.5000162f);
        p = T.MultiplyAdd(p, minusR, -Expansion);
        return s / (s + T.MultiplyAdd(p, minusR, Expansion));
    }

    /// <summary>|r| ≤ ½ ln 2, and all is expanded by 3/2. Fourteen instructions besides the bounds.</summary>
    /// <remarks>
    /// The denominator 3/2 s + 3/2 eʳ is rounded once; the factor keeps it away from the lower ends of binades where that rounding weighs most (without
    /// it the error reaches 2.4 ulp).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidByIntegers<T>(T x) where T : struct, ILanes<T>
    {
        // The power of two is made 2²⁴ times too large and scaled down by the product that also expands it.
        const float Shift = RoundingShift + ExponentBias + 24f;
        const float Expansion = 1.5f;
        T shifted = T.MultiplyAdd(BitsPerNat, x, Shift);
        T s = T.ExponentFromLowBits(shifted) * T.Broadcast(Expansion / PowerScale);
        T m = shifted - T.Broadcast(Shift);
        T minusR = T.MultiplyAdd(-Ln2Low, m, T.MultiplyAdd(-Ln2High, m, x));

        // (eʳ − 1) / −r, expanded: the P of ExpRemainder with the signs of a negated argument.
        T p = T.MultiplyAdd(Expansion * ExpRemainder4, minusR, -Expansion * ExpRemainder3);
        p = T.MultiplyAdd(p, minusR, Expansion * ExpRemainder2);
        p = T.MultiplyAdd(p, minusR, -Expansion * ExpRemainder1);
        p = T.MultiplyAdd(p, minusR, Expansion * ExpRemainder0);
        p = T.MultiplyAdd(p, minusR, -Expansion);
        return s / T.MultiplyAdd(p, minusR, s + T.Broadcast(Expansion));
    }
}

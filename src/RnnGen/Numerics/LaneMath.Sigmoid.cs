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
    /// Error at most 1.89 ulp; where powers are looked up, 2.96 ulp from −16 on and up to 5.75 where σ is tiny. x = m ln 2 − r and s = 2ᵐ:
    /// σ(x) = s / (s + eʳ), whose quotient underflows gradually. m is a multiple of a thirty-second where such powers can be looked up, else an integer.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        T bounded = T.AtLeast(T.AtMost(x, T.Broadcast(SigmoidOne)), T.Broadcast(SigmoidZero));
        return T.HasTables ? SigmoidByFractions(bounded) : SigmoidByIntegers(bounded);
    }

    /// <summary>|r| ≤ ln 2 / 64, where eʳ of degree 2 is off by 5.3e-8 at most. Ten instructions besides the bounds.</summary>
    /// <remarks>
    /// Numerator and denominator are both 2²⁴ times too large. eʳ is rounded before it is added to s: as one multiply–add onto s + 1 the sum would be rounded
    /// twice, which weighs most at the lower ends of binades, and such powers come near all of them. ln 2 is one float here: 2.7e-9 |x|
    /// of σ are lost, half an ulp at −16.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SigmoidByFractions<T>(T x) where T : struct, ILanes<T>
    {
        const float Shift = RoundingShift + (32f * 24f);
        const float Expansion = FractionalPowers.Expansion * PowerScale;
        T shifted = T.MultiplyAdd(32f * BitsPerNat, x, Shift);
        T s = T.FractionalPowerFromLowBits(shifted);
        T minusR = T.MultiplyAdd(-Ln2High / 32f, shifted - T.Broadcast(Shift), x);

        // The coefficient of r takes over from r³ what it can: ¾ (ln 2 / 64)² / 6.
        T p = T.MultiplyAdd(Expansion * 0.5f, minusR, Expansion * -1.00001466f);
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

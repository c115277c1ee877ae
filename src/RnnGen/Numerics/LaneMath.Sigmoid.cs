using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static partial class LaneMath
{
    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">Any value.</param>
    /// <returns>
    /// σ(x), with gradual underflow for x below −87.3 and 0 below −104.4; 1 from x = 17.33 on; NaN for NaN.
    /// </returns>
    /// <remarks>
    /// Error at most 1.89 ulp.
    /// x = m ln 2 − r with |r| ≤ ½ ln 2 and s = 2ᵐ: σ(x) = s / (s + eʳ), expanded by 3/2. The denominator 3/2 s + 3/2 eʳ is
    /// rounded once; the factor keeps it away from the lower ends of binades where that rounding weighs most (without it the
    /// error reaches 2.4 ulp). The quotient underflows gradually because 3/2 s reaches down to the subnormals. Sixteen
    /// instructions.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        // The power of two is made 2²⁴ times too large and scaled down by the product that also expands it.
        const float Shift = RoundingShift + ExponentBias + 24f;
        const float Expansion = 1.5f;
        x = T.AtLeast(T.AtMost(x, T.Broadcast(60f)), T.Broadcast(-105f));
        T shifted = T.MultiplyAdd(BitsPerNat, x, Shift);
        T s = T.ExponentFromLowBits(shifted) * T.Broadcast(Expansion * 5.96046448e-8f);
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

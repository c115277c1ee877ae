using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

public static partial class LaneMath
{
    /// <summary>The logistic function σ(x) = 1 / (1 + e⁻ˣ).</summary>
    /// <param name="x">Any value.</param>
    /// <returns>
    /// σ(x), with gradual underflow for x below −87.3 and 0 below −103.98; 1 from x = 17.33 on; NaN for NaN.
    /// </returns>
    /// <remarks>
    /// x = m ln 2 − r with |r| ≤ ½ ln 2 and s = 2ᵐ: σ(x) = s / (s + eʳ). The quotient underflows gradually because s,
    /// a power of two, is exact down to the smallest subnormal. Sixteen instructions.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        // s is made 2²⁴ times too large and scaled down by a product, which reaches the subnormals.
        const float Shift = RoundingShift + ExponentBias + 24f;
        x = T.AtLeast(T.AtMost(x, T.Broadcast(60f)), T.Broadcast(ExpUnderflow));
        T shifted = T.MultiplyAdd(x, T.Broadcast(BitsPerNat), T.Broadcast(Shift));
        T s = T.ExponentFromLowBits(shifted) * T.Broadcast(5.96046448e-8f);
        T m = shifted - T.Broadcast(Shift);
        T minusR = T.MultiplyAdd(m, T.Broadcast(-Ln2Low), T.MultiplyAdd(m, T.Broadcast(-Ln2High), x));

        // The polynomial of eʳ with the signs of its odd coefficients turned.
        T p = T.MultiplyAdd(T.Broadcast(0.00138823956f), minusR, T.Broadcast(-0.00836718082f));
        p = T.MultiplyAdd(p, minusR, T.Broadcast(0.041667223f));
        p = T.MultiplyAdd(p, minusR, T.Broadcast(-0.16666539f));
        p = T.MultiplyAdd(p, minusR, T.Broadcast(0.49999997f));
        p = T.MultiplyAdd(p, minusR, T.Broadcast(-1f));
        p = T.MultiplyAdd(p, minusR, T.Broadcast(1f));
        return s / (s + p);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Elementary functions of vectors, one operator per file: branch-free, with at most one division. Where small tables can be looked up
/// in registers (<see cref="IVector{T}.HasTables"/>), <see cref="Tanh{T}"/> and <see cref="Sigmoid{T}"/> use them.
/// </summary>
/// <remarks>
/// Errors are stated in ulp, as the distance between the result and the exact value in units of the last place of the
/// correctly rounded result; they were measured over all 2³² floats. NaN gives NaN everywhere.
/// Polynomials are minimax fits by Remez exchange, weighted for the relative error of the function (remez.py beside the
/// tests), for fused multiply–add; exact leading coefficients (0, 1, −½) are kept exact so that small arguments stay exact.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    /// <summary>
    /// 1.5 × 2²³: a float of this size counts in ones, so adding it rounds to the nearest integer (ties to even) and
    /// leaves that integer in the low bits. Subtracting it again gives the integer as a float.
    /// </summary>
    private const float RoundingShift = 12582912f;

    /// <summary>The bias of the exponent of binary32.</summary>
    private const float ExponentBias = 127f;

    private const float BitsPerNat = 1.44269504f;

    /// <summary>ln 2 rounded to binary32.</summary>
    private const float Ln2 = 0.693147182f;

    /// <summary>355 / 512, ln 2 to nine bits: its product with an exponent, even in sixteenths, is exact where multiply–add rounds twice.</summary>
    private const float Ln2High = 0.693359375f;

    /// <summary>ln 2 − <see cref="Ln2High"/>.</summary>
    private const float Ln2Low = -2.12194442e-4f;

    // P(r) of eʳ = 1 + r + r² P(r) for |r| ≤ ½ ln 2: relative error of r + r² P(r) against eʳ − 1 below 1.4e-8.
    private const float ExpRemainder0 = 0.49999997f;
    private const float ExpRemainder1 = 0.16666539f;
    private const float ExpRemainder2 = 0.041667223f;
    private const float ExpRemainder3 = 0.00836718082f;
    private const float ExpRemainder4 = 0.00138823956f;

    /// <summary>P(r) of eʳ = 1 + r + r² P(r), of degree 4, for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpRemainder<T>(T r) where T : struct, IVector<T>
    {
        T p = T.MultiplyAdd(ExpRemainder4, r, ExpRemainder3);
        p = T.MultiplyAdd(p, r, ExpRemainder2);
        p = T.MultiplyAdd(p, r, ExpRemainder1);
        return T.MultiplyAdd(p, r, ExpRemainder0);
    }

    /// <summary>
    /// ln(1 + f) + exponent · ln 2 for f in [√½ − 1, √2 − 1] and an integral exponent:
    /// ln(1 + f) = f − ½ f² + f³ P(f) with P of degree 7, relative error below 6e-9.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogReduced<T>(T f, T exponent) where T : struct, IVector<T>
    {
        T p = T.MultiplyAdd(-0.0763449892f, f, 0.12761578f);
        p = T.MultiplyAdd(p, f, -0.131601825f);
        p = T.MultiplyAdd(p, f, 0.142017573f);
        p = T.MultiplyAdd(p, f, -0.166233569f);
        p = T.MultiplyAdd(p, f, 0.200012267f);
        p = T.MultiplyAdd(p, f, -0.250008196f);
        p = T.MultiplyAdd(p, f, 0.333333313f);
        p = T.MultiplyAdd(p, f, -0.5f);
        T low = T.MultiplyAdd(p, f * f, exponent * T.Broadcast(Ln2Low));
        return T.MultiplyAdd(Ln2High, exponent, low + f);
    }
}

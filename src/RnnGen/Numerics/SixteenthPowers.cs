using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>Powers of two with exponents in sixteenths, 2^(j/16) for j from 0 to 15, as a table for <see cref="ILanes{T}.LookUp"/>.</summary>
/// <remarks>The closer a power comes to the argument, the shorter is the polynomial for the rest: degree 3 does where whole powers need 6.</remarks>
internal static class SixteenthPowers
{
    /// <summary>
    /// What all powers are multiplied by. Of the floats from 1.3 to 1.75 it is among those whose products with the sixteen powers are nearest to
    /// floats: none is off by more than 0.3 × 2⁻²⁴ of itself, where other factors give up to 1.
    /// </summary>
    public const float Expansion = 1.47600639f;

    /// <summary>The powers, expanded.</summary>
    public static Vector512<float> Expanded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.47600639f, 1.54135478f, 1.60959637f, 1.68085933f,
            1.75527728f, 1.83299005f, 1.91414344f, 1.9988898f,
            2.08738828f, 2.1798048f, 2.27631307f, 2.37709403f,
            2.482337f, 2.59223938f, 2.70700765f, 2.82685709f);
    }
}

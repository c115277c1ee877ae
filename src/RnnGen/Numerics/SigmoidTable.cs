using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>Powers of two with exponents in sixteenths, 2^(j/16) for j from 0 to 15, as a table for <see cref="VectorTables.LookUp"/>.</summary>
/// <remarks>The closer a power comes to the argument, the shorter is the polynomial for the rest: degree 3 does where whole powers need 6.</remarks>
internal static class SigmoidTable
{
    /// <summary>
    /// What all powers are multiplied by. Their products with it are close to floats, none off by more than 0.45 × 2⁻²⁴ of itself, where other factors give up to 1; of twenty million
    /// floats from 1 to 2 it is the one that makes σ most exact, by trying all that are as close.
    /// </summary>
    public const float Expansion = 1.69669831f;

    /// <summary>The powers, expanded.</summary>
    public static Vector512<float> Expanded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            1.69669831f, 1.77181756f, 1.85026264f, 1.93218076f,
            2.01772571f, 2.10705805f, 2.20034552f, 2.29776311f,
            2.39949369f, 2.50572848f, 2.61666656f, 2.73251629f,
            2.85349512f, 2.97983003f, 3.11175847f, 3.24952769f);
    }
}

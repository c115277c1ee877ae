using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Powers of two with exponents in sixteenths, looked up: one permutation of a vector that holds 2^(j/16) for j from 0 to 15.</summary>
/// <remarks>The closer a power comes to the argument, the shorter is the polynomial for the rest: degree 3 does where whole powers need 6.</remarks>
internal static class SixteenthPowers
{
    /// <summary>
    /// What all powers are multiplied by. Of the floats from 1.3 to 1.75 it is among those whose products with the sixteen powers are nearest to
    /// floats: none is off by more than 0.3 × 2⁻²⁴ of itself, where other factors give up to 1.
    /// </summary>
    public const float Expansion = 1.47600639f;

    /// <summary>Whether there is an instruction for it; a constant for the JIT.</summary>
    public static bool AreSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary><see cref="ILanes{T}.SixteenthPowerFromLowBits"/>.</summary>
    /// <remarks>
    /// The low four bits n mod 16 pick a power, and all low bits are added nineteen places higher: those above the four to the exponent, where they
    /// belong, and the four to the significand, from which the table has taken them off.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FromLowBits(Vector512<float> value)
    {
        Vector512<int> powers = Vector512.Create(
            0x3FBCEDC7, 0x3FBD4B1D, 0x3FBE0741, 0x3FBF2666, 0x3FC0ACED, 0x3FC29F6B, 0x3FC502A7, 0x3FC7DB9F,
            0x3FC597C5, 0x3FC381EC, 0x3FC1AF1D, 0x3FC0224F, 0x3FBEDE9C, 0x3FBDE740, 0x3FBD3F9D, 0x3FBCEB3A);
        return (Avx512F.PermuteVar16x32(powers, value.AsInt32()) + (value.AsInt32() << (BinaryFormat.SignificandBits - 4))).AsSingle();
    }
}

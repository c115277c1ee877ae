using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Powers of two with exponents in thirty-seconds, looked up: one permutation of two vectors that hold 2^(j/32) for j from 0 to 31.</summary>
/// <remarks>The closer a power comes to the argument, the shorter is the polynomial for the rest: degree 2 does where whole powers need 6.</remarks>
internal static class FractionalPowers
{
    /// <summary>
    /// What all powers are multiplied by. Of 400,000 floats from 1.3 to 1.75 it is the one whose products with the powers are nearest to floats: none is off by more than
    /// 0.45 × 2⁻²⁴ of itself, where other factors give up to 1.
    /// </summary>
    public const float Expansion = 1.63769066f;

    /// <summary><see cref="ILanes{T}.FractionalPowerFromLowBits"/>.</summary>
    /// <remarks>
    /// The low five bits n mod 32 pick a power, and all low bits are added eighteen places higher: those above the five to the exponent, where they
    /// belong, and the five to the significand, from which the table has taken them off.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FromLowBits(Vector512<float> value)
    {
        Vector512<int> lower = Vector512.Create(
            0x3FD19FD9, 0x3FD236EF, 0x3FD2E7C0, 0x3FD3B2DC, 0x3FD498D7, 0x3FD59A48, 0x3FD6B7C8, 0x3FD7F1F4,
            0x3FD9496E, 0x3FDABED9, 0x3FDA296F, 0x3FD90314, 0x3FD7ECB3, 0x3FD6E6A6, 0x3FD5F148, 0x3FD50CF7);
        Vector512<int> upper = Vector512.Create(
            0x3FD43A12, 0x3FD378FB, 0x3FD2CA16, 0x3FD22DC9, 0x3FD1A47C, 0x3FD12E99, 0x3FD0CC8E, 0x3FD07EC9,
            0x3FD045BD, 0x3FD021DD, 0x3FD013A0, 0x3FD01B7F, 0x3FD039F7, 0x3FD06F86, 0x3FD0BCAD, 0x3FD121F1);
        return (Avx512F.PermuteVar16x32x2(lower, value.AsInt32(), upper) + (value.AsInt32() << (BinaryFormat.SignificandBits - 5))).AsSingle();
    }
}

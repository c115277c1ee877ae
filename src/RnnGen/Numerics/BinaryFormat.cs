using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Runtime;

/// <summary>What <see cref="IVector{T}"/> wants of exponents and significands, on the binary32 numbers of a 512-bit vector.</summary>
internal static class BinaryFormat
{
    public const int SignificandBits = 23;
    private const int ExponentBias = 127;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaleByPowerOfTwo(Vector512<float> value, Vector512<float> exponent) =>
        (value.AsInt32() + (Vector512.ConvertToInt32Native(exponent) << SignificandBits)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exponent(Vector512<float> value) =>
        Vector512.ConvertToSingle((value.AsInt32() >> SignificandBits) - Vector512.Create(ExponentBias));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Significand(Vector512<float> value) =>
        ((value.AsInt32() & Vector512.Create((1 << SignificandBits) - 1)) | Vector512.Create(ExponentBias << SignificandBits)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> value, Vector512<float> exponent)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(value, exponent);
        }

        // Two factors, because 2^exponent alone may leave the normal range; the first product is exact.
        Vector512<int> whole = Vector512.ConvertToInt32Native(exponent);
        Vector512<int> half = whole >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => ((exponent + Vector512.Create(ExponentBias)) << SignificandBits).AsSingle();
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Runtime;

/// <summary>Vectors as tables of sixteen numbers, which one permutation looks up for all lanes, and a limit that the same processors have an instruction for.</summary>
internal static class VectorTables
{
    /// <summary>Of two numbers the one with the smaller magnitude, with the sign of the first.</summary>
    private const byte SmallerMagnitude = 0b0010;

    /// <summary>Whether there are instructions for all of it; a constant for the JIT.</summary>
    public static bool AreSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512DQ.IsSupported;
    }

    /// <summary>The quarter of a binade that a positive <paramref name="value"/> is in, as an index for <see cref="LookUp"/>: those from 2 on come first, and those from 1 on after 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BinadeQuarter(Vector512<float> value) => (value.AsInt32() >>> (BinaryFormat.SignificandBits - 2)).AsSingle();

    /// <summary>The number that the low four bits of <paramref name="index"/> pick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LookUp(Vector512<float> table, Vector512<float> index) => Avx512F.PermuteVar16x32(table, index.AsInt32());

    /// <summary>The value, or <paramref name="bound"/> with its sign where its magnitude is larger than that or it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LimitMagnitude(Vector512<float> value, Vector512<float> bound) => Avx512DQ.Range(value, bound, SmallerMagnitude);
}

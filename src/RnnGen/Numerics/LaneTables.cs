using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Vectors as tables of sixteen numbers, which one permutation looks up for all lanes.</summary>
internal static class LaneTables
{
    /// <summary>Whether there is an instruction for it; a constant for the JIT.</summary>
    public static bool AreSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary><see cref="ILanes{T}.BinadeQuarter"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> BinadeQuarter(Vector512<float> value) => (value.AsInt32() >>> (BinaryFormat.SignificandBits - 2)).AsSingle();

    /// <summary><see cref="ILanes{T}.LookUp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LookUp(Vector512<float> table, Vector512<float> index) => Avx512F.PermuteVar16x32(table, index.AsInt32());
}

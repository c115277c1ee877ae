using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace RnnGen.Runtime;

/// <summary>How many vector registers there are: what a tile of accumulators can be built from.</summary>
internal static class VectorRegisters
{
    /// <summary>Whether there are 32, as with AVX-512 (for vectors of every width) and on Arm, and not 16; a constant for the JIT.</summary>
    public static bool AreThirtyTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported;
    }
}

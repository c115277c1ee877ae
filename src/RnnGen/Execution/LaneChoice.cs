using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// Which lanes kernels run on: 512-bit vectors where the hardware has them and <see cref="Vector{T}"/> does not use them,
/// <see cref="Vector{T}"/> elsewhere. A block of samples is two of them.
/// </summary>
internal static class LaneChoice
{
    /// <summary>Whether <see cref="Vector512{T}"/> is wider than <see cref="Vector{T}"/> here; a constant for the JIT.</summary>
    public static bool UseVector512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Vector<float>.Count < Vector512<float>.Count;
    }

    /// <summary>
    /// Whether a kernel's tile of eight rows of two vectors fits the registers. Where there are 16, as with AVX2, one vector
    /// after the other is half as fast again as two that spill.
    /// </summary>
    public static bool PairsFitRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => VectorRegisters.AreThirtyTwo;
    }

    /// <summary>Samples of a block.</summary>
    public static int BlockSamples => 2 * (UseVector512 ? Vector512<float>.Count : Vector<float>.Count);
}

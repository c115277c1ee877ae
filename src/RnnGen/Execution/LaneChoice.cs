using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// Which lanes kernels run on: 512-bit vectors where the hardware has them, <see cref="Vector{T}"/> elsewhere. A block of samples is two of them. Units of one sequence are
/// in one 512-bit vector, or else in two neighbouring <see cref="Vector{T}"/>, <see cref="WideLanes"/>.
/// </summary>
internal static class LaneChoice
{
    /// <summary>
    /// Whether lanes are <see cref="Vector512{T}"/>, whatever the width of <see cref="Vector{T}"/>; a constant for the JIT. Where that has 512 bits too, a pair of
    /// them would be the same code but take the JIT longer.
    /// </summary>
    public static bool UseVector512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
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

    /// <summary>Samples of a vector.</summary>
    public static int VectorSamples => UseVector512 ? Vector512<float>.Count : Vector<float>.Count;

    /// <summary>Samples of a block.</summary>
    public static int BlockSamples => 2 * VectorSamples;
}

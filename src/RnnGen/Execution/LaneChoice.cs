using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Execution;

/// <summary>
/// Which lanes kernels run on: 512-bit vectors where the hardware has them and <see cref="Vector{T}"/> does not use them,
/// <see cref="Vector{T}"/> elsewhere; always two vectors of samples at a time.
/// </summary>
internal static class LaneChoice
{
    /// <summary>Whether <see cref="Vector512{T}"/> is wider than <see cref="Vector{T}"/> here; a constant for the JIT.</summary>
    public static bool UseVector512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Vector<float>.Count < Vector512<float>.Count;
    }

    /// <summary>Samples of a block.</summary>
    public static int BlockSamples => 2 * (UseVector512 ? Vector512<float>.Count : Vector<float>.Count);
}

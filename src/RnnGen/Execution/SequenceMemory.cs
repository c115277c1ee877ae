using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>Memory of two sequences, one behind the other: what is two vectors' in a block of samples is two sequences' here.</summary>
/// <typeparam name="TNetwork">The emitted code for one sequence, where a row is one float.</typeparam>
internal readonly struct SequenceMemory<TNetwork> : IBlockMemory
    where TNetwork : struct, IUnrolledNetwork
{
    /// <inheritdoc/>
    /// <remarks>Counted in vectors, of which every sequence's memory has a whole number.</remarks>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TNetwork.Rows / Vector512<float>.Count;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>Memory of two vectors of samples in a prediction that does not keep every step: they lie nearer to each other than in training.</summary>
/// <typeparam name="TNetwork">The emitted code for batches.</typeparam>
internal readonly struct PredictionMemory<TNetwork> : IBlockMemory
    where TNetwork : struct, IUnrolledNetwork
{
    /// <inheritdoc/>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TNetwork.PredictionRows;
    }
}

/// <summary>The same for two sequences.</summary>
/// <typeparam name="TNetwork">The emitted code for one sequence, where a row is one float.</typeparam>
internal readonly struct SequencePredictionMemory<TNetwork> : IBlockMemory
    where TNetwork : struct, IUnrolledNetwork
{
    /// <inheritdoc/>
    /// <remarks>Counted in vectors, of which every sequence's memory has a whole number.</remarks>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TNetwork.PredictionRows / Vector512<float>.Count;
    }
}

/// <summary>Memory of two vectors of streams.</summary>
/// <typeparam name="TNetwork">The emitted code for batches.</typeparam>
internal readonly struct StreamsMemory<TNetwork> : IBlockMemory
    where TNetwork : struct, IUnrolledNetwork
{
    /// <inheritdoc/>
    public static int Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TNetwork.StreamRows;
    }
}

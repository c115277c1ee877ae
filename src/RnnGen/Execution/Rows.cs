using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Rows of a block's memory.</summary>
internal static class Rows
{
    /// <summary>The first float of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float At<TVector>(ref float w, int row) where TVector : struct, IVector<TVector> =>
        ref Unsafe.Add(ref w, (nint)row * TVector.Pitch);

    /// <summary>A row.</summary>
    public static Span<float> Span<TVector>(ref float w, int row) where TVector : struct, IVector<TVector> =>
        MemoryMarshal.CreateSpan(ref At<TVector>(ref w, row), TVector.Pitch);

    /// <summary>Flushes what a caller gave and products are going to read (<see cref="VectorMath.FlushToZero"/>).</summary>
    /// <param name="first">The first of the rows.</param>
    /// <param name="count">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flush<TVector>(ref float first, int count)
        where TVector : struct, IVector<TVector>
    {
        for (int row = 0; row < count; row++)
        {
            TVector.Store(ref first, row, VectorMath.FlushToZero(TVector.Load(ref first, row)));
        }
    }

    /// <summary>Sets the gradients of states to zero: none come from after the last step.</summary>
    /// <param name="w">The memory of a vector.</param>
    /// <param name="layout">Where they are.</param>
    /// <param name="pitch">Floats of a row.</param>
    public static void ClearStateGradients(ref float w, NetworkLayout layout, int pitch) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, (nint)layout.StateGradients * pitch), layout.StateGradientRows * pitch).Clear();
}

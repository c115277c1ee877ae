using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Brings memory that is needed soon into the level-1 cache while something else is computed. It changes no value.</summary>
public static class Prefetching
{
    /// <summary>Floats of a cache line.</summary>
    internal const int FloatsPerLine = 16;

    /// <summary>Asks for neighbouring rows. Where the processor has no such instruction, or .NET does not offer it, nothing happens.</summary>
    /// <typeparam name="T">The lanes of the rows.</typeparam>
    /// <param name="origin">The origin that rows count from.</param>
    /// <param name="first">The first row. Rows need not exist: no memory is read.</param>
    /// <param name="count">How many rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows<T>(ref float origin, int first, int count) where T : struct, ILanes<T>
    {
        // Short rows share a line.
        int step = T.Pitch < FloatsPerLine ? FloatsPerLine / T.Pitch : 1;
        for (int row = 0; row < count; row += step)
        {
            T.Prefetch(ref origin, first + row);
        }
    }

    /// <summary>Asks for neighbouring elements. Where the processor has no such instruction, or .NET does not offer it, nothing happens.</summary>
    /// <param name="origin">The first element. None need exist: no memory is read.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Elements(ref float origin, int count)
    {
        for (int index = 0; index < count; index += FloatsPerLine)
        {
            Line(ref origin, index);
        }
    }

    /// <summary>Asks for the line that has an element in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Line(ref float origin, int index)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((float*)Unsafe.AsPointer(ref origin) + index);
        }
    }
}

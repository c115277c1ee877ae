using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Runtime;

/// <summary>Brings memory that is needed soon into the level-1 cache while something else is computed. It changes no value.</summary>
internal static class Prefetching
{
    /// <summary>Floats of a cache line.</summary>
    public const int FloatsPerLine = 16;

    /// <summary>Asks for the line that has an element in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(ref float origin, int index)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((float*)Unsafe.AsPointer(ref origin) + index);
        }
    }
}

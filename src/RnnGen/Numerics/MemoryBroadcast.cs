using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>One number from memory in every lane, moved as the integer that its bits are.</summary>
/// <remarks>
/// The bits are the same either way, the instructions are not: on Zen 4 that for floats (vbroadcastss) also occupies units which multiply and shuffle, for as long as a
/// multiply–add, and there is one per cycle; that for integers (vpbroadcastd) is a load and nothing else, of which there are two.
/// </remarks>
internal static class MemoryBroadcast
{
    /// <summary>Element <paramref name="index"/> of <paramref name="origin"/> in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ToVector512(ref float origin, int index) =>
        Vector512.Create(Unsafe.As<float, int>(ref Unsafe.Add(ref origin, index))).AsSingle();
}

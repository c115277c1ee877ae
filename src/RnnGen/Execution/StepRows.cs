using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Features of consecutive time steps, moved between callers' memory, where they are packed, and that of one sequence, where every step begins
/// with a whole vector. Callers check lengths.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepRows
{
    /// <param name="source">The first step's features.</param>
    /// <param name="sourceStride">Floats from one step to the next.</param>
    /// <param name="destination">Receives the first step's features.</param>
    /// <param name="destinationStride">Floats from one step to the next.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="size">Features of a step.</param>
    internal static void Copy(ref float source, int sourceStride, ref float destination, int destinationStride, int steps, int size)
    {
        if (size == 1)
        {
            // One feature is the commonest size, and a call for each costs a tenth of a small network's time.
            for (int step = 0; step < steps; step++)
            {
                Unsafe.Add(ref destination, step * destinationStride) = Unsafe.Add(ref source, step * sourceStride);
            }

            return;
        }

        for (int step = 0; step < steps; step++)
        {
            Copy(ref Unsafe.Add(ref source, step * sourceStride), ref Unsafe.Add(ref destination, step * destinationStride), size);
        }
    }

    /// <param name="source">One step's features.</param>
    /// <param name="destination">Receives them.</param>
    /// <param name="size">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float destination, int size)
    {
        if (size == 1)
        {
            destination = source;
        }
        else
        {
            MemoryMarshal.CreateReadOnlySpan(ref source, size).CopyTo(MemoryMarshal.CreateSpan(ref destination, size));
        }
    }
}

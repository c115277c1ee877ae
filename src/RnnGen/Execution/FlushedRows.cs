using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Moves a caller's inputs or output gradients into the memory of one sequence, flushed (<see cref="VectorMath.FlushToZero"/>), because products read them next. Callers
/// check lengths.
/// </summary>
internal static class FlushedRows
{
    /// <param name="source">The features of the first step; steps follow one another.</param>
    /// <param name="destination">Receives the first step's features.</param>
    /// <param name="destinationStride">Floats from one step to the next.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="size">Features of a step.</param>
    public static void Copy(ref float source, ref float destination, int destinationStride, int steps, int size)
    {
        for (int step = 0; step < steps; step++)
        {
            Copy(ref Unsafe.Add(ref source, step * size), ref Unsafe.Add(ref destination, step * destinationStride), size);
        }
    }

    /// <param name="source">One step's features.</param>
    /// <param name="destination">Receives them.</param>
    /// <param name="size">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float destination, int size)
    {
        int done = 0;
        for (; done <= size - NativeVector.Count; done += NativeVector.Count)
        {
            Flush<NativeVector>(ref Unsafe.Add(ref source, done), ref Unsafe.Add(ref destination, done));
        }

        for (; done < size; done++)
        {
            Flush<ScalarVector>(ref Unsafe.Add(ref source, done), ref Unsafe.Add(ref destination, done));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Flush<TVector>(ref float source, ref float destination)
        where TVector : struct, IVector<TVector> => TVector.Store(ref destination, 0, VectorMath.FlushToZero(TVector.Load(ref source, 0)));
}

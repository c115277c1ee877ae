using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Transposes row-major matrices of 32-bit elements in blocks of 4 × 4, the size every vector unit can shuffle.</summary>
internal static class Transposition
{
    private const int Block = 4;

    /// <summary>
    /// <c>destination[c · destinationStride + r] = source[r · sourceStride + c]</c> for all r below
    /// <paramref name="rows"/> and c below <paramref name="columns"/>. The matrices must not overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(
        ref float source, int sourceStride, ref float destination, int destinationStride, int rows, int columns)
    {
        int blockRows = rows & ~(Block - 1);
        int blockColumns = columns & ~(Block - 1);
        for (int r = 0; r < blockRows; r += Block)
        {
            ref float from = ref Unsafe.Add(ref source, (nint)r * sourceStride);
            ref float to = ref Unsafe.Add(ref destination, r);
            for (int c = 0; c < blockColumns; c += Block)
            {
                TransposeBlock(
                    ref Unsafe.Add(ref from, c), sourceStride, ref Unsafe.Add(ref to, (nint)c * destinationStride), destinationStride);
            }
        }

        if (blockColumns < columns)
        {
            CopyElements(ref source, sourceStride, ref destination, destinationStride, 0, blockRows, blockColumns, columns);
        }

        if (blockRows < rows)
        {
            CopyElements(ref source, sourceStride, ref destination, destinationStride, blockRows, rows, 0, columns);
        }
    }

    /// <summary>Transposes 4 × 4 elements: interleaving rows 0 with 2 and 1 with 3, then the results, gives the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(ref float source, int sourceStride, ref float destination, int destinationStride)
    {
        Vector128<float> row0 = Vector128.LoadUnsafe(ref source);
        Vector128<float> row1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, (nint)sourceStride));
        Vector128<float> row2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * (nint)sourceStride));
        Vector128<float> row3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * (nint)sourceStride));
        Vector128<float> evenLow = InterleaveLow(row0, row2);
        Vector128<float> evenHigh = InterleaveHigh(row0, row2);
        Vector128<float> oddLow = InterleaveLow(row1, row3);
        Vector128<float> oddHigh = InterleaveHigh(row1, row3);
        InterleaveLow(evenLow, oddLow).StoreUnsafe(ref destination);
        InterleaveHigh(evenLow, oddLow).StoreUnsafe(ref Unsafe.Add(ref destination, (nint)destinationStride));
        InterleaveLow(evenHigh, oddHigh).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * (nint)destinationStride));
        InterleaveHigh(evenHigh, oddHigh).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * (nint)destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left, right)
        : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left, right)
        : Vector128.Create(left[2], right[2], left[3], right[3]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyElements(
        ref float source, int sourceStride, ref float destination, int destinationStride,
        int firstRow, int endRow, int firstColumn, int endColumn)
    {
        for (int c = firstColumn; c < endColumn; c++)
        {
            ref float from = ref Unsafe.Add(ref source, c);
            ref float to = ref Unsafe.Add(ref destination, (nint)c * destinationStride);
            for (int r = firstRow; r < endRow; r++)
            {
                Unsafe.Add(ref to, r) = Unsafe.Add(ref from, (nint)r * sourceStride);
            }
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Runtime;

/// <summary>
/// Transposes row-major matrices of 32-bit elements: in blocks of 16 × 16 where a vector holds sixteen, and what is left in
/// blocks of 4 × 4, the size every vector unit can shuffle.
/// </summary>
internal static class Transposition
{
    private const int Block = 4;
    private const int WideBlock = 16;

    /// <summary>
    /// <c>destination[c · destinationStride + r] = source[r · sourceStride + c]</c> for all r below
    /// <paramref name="rows"/> and c below <paramref name="columns"/>. The matrices must not overlap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(
        ref float source, int sourceStride, ref float destination, int destinationStride, int rows, int columns)
    {
        int firstRow = 0, endRow = 0, firstColumn = 0, endColumn = 0;
        if (Avx512F.IsSupported && rows >= WideBlock && columns >= WideBlock)
        {
            firstRow = Unaligned(ref destination, destinationStride, rows);
            endRow = firstRow + ((rows - firstRow) & ~(WideBlock - 1));
            firstColumn = Unaligned(ref source, sourceStride, columns);
            endColumn = firstColumn + ((columns - firstColumn) & ~(WideBlock - 1));
            for (int r = firstRow; r < endRow; r += WideBlock)
            {
                for (int c = firstColumn; c < endColumn; c += WideBlock)
                {
                    TransposeWideBlock(
                        ref Unsafe.Add(ref source, ((nint)r * sourceStride) + c), sourceStride,
                        ref Unsafe.Add(ref destination, ((nint)c * destinationStride) + r), destinationStride);
                }
            }
        }

        if (firstRow > 0)
        {
            TransposeBlocks(ref source, sourceStride, ref destination, destinationStride, 0, firstRow, 0, columns);
        }

        if (firstColumn > 0)
        {
            TransposeBlocks(ref source, sourceStride, ref destination, destinationStride, firstRow, endRow, 0, firstColumn);
        }

        if (endColumn < columns)
        {
            TransposeBlocks(ref source, sourceStride, ref destination, destinationStride, firstRow, endRow, endColumn, columns);
        }

        if (endRow < rows)
        {
            TransposeBlocks(ref source, sourceStride, ref destination, destinationStride, endRow, rows, 0, columns);
        }
    }

    /// <summary>
    /// How many elements of each row lie before the first cache line that is all its own: callers' arrays begin anywhere, and a vector across two lines takes two accesses. None if
    /// rows differ in that, or are so short that it does not matter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe int Unaligned(ref float origin, int stride, int length) =>
        stride % WideBlock != 0 || length < 4 * WideBlock ? 0
        : (int)(-((nint)Unsafe.AsPointer(ref origin) / sizeof(float)) & (WideBlock - 1));

    /// <summary>Part of a matrix in blocks of 4 × 4 and single elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeBlocks(
        ref float source, int sourceStride, ref float destination, int destinationStride,
        int firstRow, int endRow, int firstColumn, int endColumn)
    {
        int blockRows = firstRow + ((endRow - firstRow) & ~(Block - 1));
        int blockColumns = firstColumn + ((endColumn - firstColumn) & ~(Block - 1));
        for (int r = firstRow; r < blockRows; r += Block)
        {
            ref float from = ref Unsafe.Add(ref source, (nint)r * sourceStride);
            ref float to = ref Unsafe.Add(ref destination, r);
            for (int c = firstColumn; c < blockColumns; c += Block)
            {
                TransposeBlock(
                    ref Unsafe.Add(ref from, c), sourceStride, ref Unsafe.Add(ref to, (nint)c * destinationStride), destinationStride);
            }
        }

        if (blockColumns < endColumn)
        {
            CopyElements(ref source, sourceStride, ref destination, destinationStride, firstRow, blockRows, blockColumns, endColumn);
        }

        if (blockRows < endRow)
        {
            CopyElements(ref source, sourceStride, ref destination, destinationStride, blockRows, endRow, firstColumn, endColumn);
        }
    }

    /// <summary>
    /// Transposes 16 × 16 elements in four rounds: pairs of rows are interleaved by element, then by pairs of elements, so that every
    /// quarter of a vector holds a column of four rows; two rounds of exchanging quarters put the columns together.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeWideBlock(ref float source, int sourceStride, ref float destination, int destinationStride)
    {
        (Vector512<float> a0, Vector512<float> a1, Vector512<float> a2, Vector512<float> a3) = FourRows(ref source, sourceStride);
        (Vector512<float> b0, Vector512<float> b1, Vector512<float> b2, Vector512<float> b3) = FourRows(ref Unsafe.Add(ref source, 4 * (nint)sourceStride), sourceStride);
        (Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3) = FourRows(ref Unsafe.Add(ref source, 8 * (nint)sourceStride), sourceStride);
        (Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3) = FourRows(ref Unsafe.Add(ref source, 12 * (nint)sourceStride), sourceStride);
        StoreColumns(a0, b0, c0, d0, ref destination, destinationStride);
        StoreColumns(a1, b1, c1, d1, ref Unsafe.Add(ref destination, (nint)destinationStride), destinationStride);
        StoreColumns(a2, b2, c2, d2, ref Unsafe.Add(ref destination, 2 * (nint)destinationStride), destinationStride);
        StoreColumns(a3, b3, c3, d3, ref Unsafe.Add(ref destination, 3 * (nint)destinationStride), destinationStride);
    }

    /// <summary>Quarter q of result i holds column 4 q + i of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Column0, Vector512<float> Column1, Vector512<float> Column2, Vector512<float> Column3) FourRows(ref float source, int stride)
    {
        Vector512<float> row0 = Vector512.LoadUnsafe(ref source);
        Vector512<float> row1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, (nint)stride));
        Vector512<float> row2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * (nint)stride));
        Vector512<float> row3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 3 * (nint)stride));
        Vector512<double> low01 = Avx512F.UnpackLow(row0, row1).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(row0, row1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(row2, row3).AsDouble();
        Vector512<double> high23 = Avx512F.UnpackHigh(row2, row3).AsDouble();
        return (
            Avx512F.UnpackLow(low01, low23).AsSingle(),
            Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(),
            Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Stores columns 0, 4, 8 and 12 counted from the destination's, whose quarters four vectors hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float destination, int stride)
    {
        const byte Even = 0b10_00_10_00; // quarters 0 and 2 of either operand
        const byte Odd = 0b11_01_11_01;
        Vector512<float> ab02 = Avx512F.Shuffle4x128(a, b, Even);
        Vector512<float> ab13 = Avx512F.Shuffle4x128(a, b, Odd);
        Vector512<float> cd02 = Avx512F.Shuffle4x128(c, d, Even);
        Vector512<float> cd13 = Avx512F.Shuffle4x128(c, d, Odd);
        Avx512F.Shuffle4x128(ab02, cd02, Even).StoreUnsafe(ref destination);
        Avx512F.Shuffle4x128(ab13, cd13, Even).StoreUnsafe(ref Unsafe.Add(ref destination, 4 * (nint)stride));
        Avx512F.Shuffle4x128(ab02, cd02, Odd).StoreUnsafe(ref Unsafe.Add(ref destination, 8 * (nint)stride));
        Avx512F.Shuffle4x128(ab13, cd13, Odd).StoreUnsafe(ref Unsafe.Add(ref destination, 12 * (nint)stride));
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

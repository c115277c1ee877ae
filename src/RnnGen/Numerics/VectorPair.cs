using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Twice the lanes of <typeparamref name="T"/>: two independent chains of arithmetic for each value, which hides the
/// latency of the multiply–add units and uses every broadcast weight twice.
/// </summary>
/// <remarks>
/// The two vectors of a row lie as far apart as all rows of one vector are long, not side by side: each half of a block is memory of its own, which a thread can
/// have for itself, and which code for one vector works on as it is. <see cref="Vector512Pair{TBlock}"/> is the same for 512-bit vectors.
/// </remarks>
/// <typeparam name="T">The vectors to pair. The JIT promotes both halves to registers.</typeparam>
/// <typeparam name="TBlock">The memory that rows are in.</typeparam>
internal struct VectorPair<T, TBlock> : IVector<VectorPair<T, TBlock>>
    where T : struct, IVector<T>
    where TBlock : struct, IBlockMemory
{
    private T low;
    private T high;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Pitch;
    }

    /// <inheritdoc/>
    /// <remarks>Two sums for each row, two vectors and a factor: four rows take eleven registers, eight take nineteen.</remarks>
    public static int TileRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => VectorRegisters.AreThirtyTwo ? 8 : 4;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> operator /(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = left.low / right.low, high = left.high / right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Max(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = T.Max(left.low, right.low), high = T.Max(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Min(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = T.Min(left.low, right.low), high = T.Min(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(VectorPair<T, TBlock> value) => T.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> SumOfEach(VectorPair<T, TBlock> value) => new() { low = T.SumOfEach(value.low), high = T.SumOfEach(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> LargestOfEach(VectorPair<T, TBlock> value) =>
        new() { low = T.LargestOfEach(value.low), high = T.LargestOfEach(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Abs(VectorPair<T, TBlock> value) => new() { low = T.Abs(value.low), high = T.Abs(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Sqrt(VectorPair<T, TBlock> value) => new() { low = T.Sqrt(value.low), high = T.Sqrt(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Round(VectorPair<T, TBlock> value) => new() { low = T.Round(value.low), high = T.Round(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Exponent(VectorPair<T, TBlock> value) => new() { low = T.Exponent(value.low), high = T.Exponent(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Significand(VectorPair<T, TBlock> value) => new() { low = T.Significand(value.low), high = T.Significand(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> IfGreater(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right, VectorPair<T, TBlock> whenTrue, VectorPair<T, TBlock> whenFalse) => new()
    {
        low = T.IfGreater(left.low, right.low, whenTrue.low, whenFalse.low),
        high = T.IfGreater(left.high, right.high, whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> IfEqual(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right, VectorPair<T, TBlock> whenTrue, VectorPair<T, TBlock> whenFalse) => new()
    {
        low = T.IfEqual(left.low, right.low, whenTrue.low, whenFalse.low),
        high = T.IfEqual(left.high, right.high, whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> ScaleByPowerOfTwo(VectorPair<T, TBlock> value, VectorPair<T, TBlock> exponent) =>
        new() { low = T.ScaleByPowerOfTwo(value.low, exponent.low), high = T.ScaleByPowerOfTwo(value.high, exponent.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> AtLeast(VectorPair<T, TBlock> value, VectorPair<T, TBlock> bound) =>
        new() { low = T.AtLeast(value.low, bound.low), high = T.AtLeast(value.high, bound.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> AtMost(VectorPair<T, TBlock> value, VectorPair<T, TBlock> bound) =>
        new() { low = T.AtMost(value.low, bound.low), high = T.AtMost(value.high, bound.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> CopySign(VectorPair<T, TBlock> magnitude, VectorPair<T, TBlock> sign) =>
        new() { low = T.CopySign(magnitude.low, sign.low), high = T.CopySign(magnitude.high, sign.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Scale(VectorPair<T, TBlock> value, VectorPair<T, TBlock> exponent) =>
        new() { low = T.Scale(value.low, exponent.low), high = T.Scale(value.high, exponent.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> ExponentFromLowBits(VectorPair<T, TBlock> value) =>
        new() { low = T.ExponentFromLowBits(value.low), high = T.ExponentFromLowBits(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> operator -(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = left.low - right.low, high = left.high - right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> operator -(VectorPair<T, TBlock> value) => new() { low = -value.low, high = -value.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> operator +(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = left.low + right.low, high = left.high + right.high };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> operator *(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right) =>
        new() { low = left.low * right.low, high = left.high * right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, VectorPair<T, TBlock> value)
    {
        T.Store(ref origin, row, value.low);
        T.Store(ref origin, row + TBlock.Rows, value.high);
    }

    /// <inheritdoc/>
    /// <remarks>The distance is added to the origin and not to the row, so that one index serves both vectors.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Load(ref float origin, int row) =>
        new() { low = T.Load(ref origin, row), high = T.Load(ref Unsafe.Add(ref origin, TBlock.Rows * T.Pitch), row) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> LoadShared(ref float origin, int row)
    {
        T vector = T.LoadShared(ref origin, row);
        return new() { low = vector, high = vector };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Broadcast(float value)
    {
        T vector = T.Broadcast(value);
        return new() { low = vector, high = vector };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> Broadcast(ref float origin, int index) =>
        new() { low = T.Broadcast(ref origin, index), high = T.Broadcast(ref origin, index + (TBlock.Rows * T.Pitch)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(float left, VectorPair<T, TBlock> right, float addend) =>
        new() { low = T.MultiplyAdd(left, right.low, addend), high = T.MultiplyAdd(left, right.high, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right, float addend) =>
        new() { low = T.MultiplyAdd(left.low, right.low, addend), high = T.MultiplyAdd(left.high, right.high, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(VectorPair<T, TBlock> left, VectorPair<T, TBlock> right, VectorPair<T, TBlock> addend) =>
        new() { low = T.MultiplyAdd(left.low, right.low, addend.low), high = T.MultiplyAdd(left.high, right.high, addend.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(VectorPair<T, TBlock> left, ref float origin, int row, VectorPair<T, TBlock> addend)
    {
        T vector = T.LoadShared(ref origin, row);
        return new() { low = T.MultiplyAdd(left.low, vector, addend.low), high = T.MultiplyAdd(left.high, vector, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(float left, VectorPair<T, TBlock> right, VectorPair<T, TBlock> addend)
    {
        T vector = T.Broadcast(left);
        return new() { low = T.MultiplyAdd(vector, right.low, addend.low), high = T.MultiplyAdd(vector, right.high, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<T, TBlock> MultiplyAdd(ref float left, VectorPair<T, TBlock> right, VectorPair<T, TBlock> addend)
    {
        T vector = T.Broadcast(ref left, 0);
        return new() { low = T.MultiplyAdd(vector, right.low, addend.low), high = T.MultiplyAdd(vector, right.high, addend.high) };
    }
}

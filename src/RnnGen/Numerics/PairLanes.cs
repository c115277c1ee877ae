using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Twice the lanes of <typeparamref name="T"/>: two independent chains of arithmetic for each value, which hides the
/// latency of the multiply–add units and uses every broadcast weight twice.
/// </summary>
/// <remarks>
/// The two vectors of a row lie as far apart as all rows of one vector are long, not side by side: each half of a block is memory of its own, which a thread can
/// have for itself, and which code for one vector works on as it is.
/// </remarks>
/// <typeparam name="T">The lanes to pair. The JIT promotes both halves to registers.</typeparam>
/// <typeparam name="TBlock">The memory that rows are in.</typeparam>
public readonly struct PairLanes<T, TBlock> : ILanes<PairLanes<T, TBlock>>
    where T : struct, ILanes<T>
    where TBlock : struct, IBlockMemory
{
    private readonly T low;
    private readonly T high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PairLanes(T low, T high)
    {
        this.low = low;
        this.high = high;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Count;
    }

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Pitch;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Broadcast(float value)
    {
        T lanes = T.Broadcast(value);
        return new(lanes, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Load(ref float origin, int row) => new(T.Load(ref origin, row), T.Load(ref origin, row + TBlock.Rows));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, PairLanes<T, TBlock> value)
    {
        T.Store(ref origin, row, value.low);
        T.Store(ref origin, row + TBlock.Rows, value.high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> operator +(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(left.low + right.low, left.high + right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> operator -(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(left.low - right.low, left.high - right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> operator *(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(left.low * right.low, left.high * right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> operator /(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(left.low / right.low, left.high / right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> operator -(PairLanes<T, TBlock> value) => new(-value.low, -value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> MultiplyAdd(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right, PairLanes<T, TBlock> addend) =>
        new(T.MultiplyAdd(left.low, right.low, addend.low), T.MultiplyAdd(left.high, right.high, addend.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> MultiplyAdd(float left, PairLanes<T, TBlock> right, PairLanes<T, TBlock> addend)
    {
        T lanes = T.Broadcast(left);
        return new(T.MultiplyAdd(lanes, right.low, addend.low), T.MultiplyAdd(lanes, right.high, addend.high));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Max(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(T.Max(left.low, right.low), T.Max(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Min(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right) => new(T.Min(left.low, right.low), T.Min(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(PairLanes<T, TBlock> value) => T.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(PairLanes<T, TBlock> value) => T.Largest(T.Max(value.low, value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Abs(PairLanes<T, TBlock> value) => new(T.Abs(value.low), T.Abs(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Sqrt(PairLanes<T, TBlock> value) => new(T.Sqrt(value.low), T.Sqrt(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Round(PairLanes<T, TBlock> value) => new(T.Round(value.low), T.Round(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Exponent(PairLanes<T, TBlock> value) => new(T.Exponent(value.low), T.Exponent(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Significand(PairLanes<T, TBlock> value) => new(T.Significand(value.low), T.Significand(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> IfGreater(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right, PairLanes<T, TBlock> whenTrue, PairLanes<T, TBlock> whenFalse) => new(
        T.IfGreater(left.low, right.low, whenTrue.low, whenFalse.low),
        T.IfGreater(left.high, right.high, whenTrue.high, whenFalse.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> IfEqual(PairLanes<T, TBlock> left, PairLanes<T, TBlock> right, PairLanes<T, TBlock> whenTrue, PairLanes<T, TBlock> whenFalse) => new(
        T.IfEqual(left.low, right.low, whenTrue.low, whenFalse.low),
        T.IfEqual(left.high, right.high, whenTrue.high, whenFalse.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> ScaleByPowerOfTwo(PairLanes<T, TBlock> value, PairLanes<T, TBlock> exponent) =>
        new(T.ScaleByPowerOfTwo(value.low, exponent.low), T.ScaleByPowerOfTwo(value.high, exponent.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> AtLeast(PairLanes<T, TBlock> value, PairLanes<T, TBlock> bound) => new(T.AtLeast(value.low, bound.low), T.AtLeast(value.high, bound.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> AtMost(PairLanes<T, TBlock> value, PairLanes<T, TBlock> bound) => new(T.AtMost(value.low, bound.low), T.AtMost(value.high, bound.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> CopySign(PairLanes<T, TBlock> magnitude, PairLanes<T, TBlock> sign) => new(T.CopySign(magnitude.low, sign.low), T.CopySign(magnitude.high, sign.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> Scale(PairLanes<T, TBlock> value, PairLanes<T, TBlock> exponent) => new(T.Scale(value.low, exponent.low), T.Scale(value.high, exponent.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T, TBlock> ExponentFromLowBits(PairLanes<T, TBlock> value) => new(T.ExponentFromLowBits(value.low), T.ExponentFromLowBits(value.high));
}

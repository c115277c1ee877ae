using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// Twice the lanes of <typeparamref name="T"/>: two independent chains of arithmetic for each value, which hides the
/// latency of the multiply–add units and uses every broadcast weight twice.
/// </summary>
/// <typeparam name="T">The lanes to pair. The JIT promotes both halves to registers.</typeparam>
public readonly struct PairLanes<T> : ILanes<PairLanes<T>> where T : struct, ILanes<T>
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
        get => Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Broadcast(float value)
    {
        T lanes = T.Broadcast(value);
        return new(lanes, lanes);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Load(ref float origin, int row) => new(T.Load(ref origin, 2 * row), T.Load(ref origin, (2 * row) + 1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, PairLanes<T> value)
    {
        T.Store(ref origin, 2 * row, value.low);
        T.Store(ref origin, (2 * row) + 1, value.high);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator +(PairLanes<T> left, PairLanes<T> right) => new(left.low + right.low, left.high + right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator -(PairLanes<T> left, PairLanes<T> right) => new(left.low - right.low, left.high - right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator *(PairLanes<T> left, PairLanes<T> right) => new(left.low * right.low, left.high * right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator /(PairLanes<T> left, PairLanes<T> right) => new(left.low / right.low, left.high / right.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> operator -(PairLanes<T> value) => new(-value.low, -value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> MultiplyAdd(PairLanes<T> left, PairLanes<T> right, PairLanes<T> addend) =>
        new(T.MultiplyAdd(left.low, right.low, addend.low), T.MultiplyAdd(left.high, right.high, addend.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> MultiplyAdd(float left, PairLanes<T> right, PairLanes<T> addend)
    {
        T lanes = T.Broadcast(left);
        return new(T.MultiplyAdd(lanes, right.low, addend.low), T.MultiplyAdd(lanes, right.high, addend.high));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Max(PairLanes<T> left, PairLanes<T> right) => new(T.Max(left.low, right.low), T.Max(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Min(PairLanes<T> left, PairLanes<T> right) => new(T.Min(left.low, right.low), T.Min(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(PairLanes<T> value) => T.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(PairLanes<T> value) => T.Largest(T.Max(value.low, value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Abs(PairLanes<T> value) => new(T.Abs(value.low), T.Abs(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Sqrt(PairLanes<T> value) => new(T.Sqrt(value.low), T.Sqrt(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Round(PairLanes<T> value) => new(T.Round(value.low), T.Round(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Exponent(PairLanes<T> value) => new(T.Exponent(value.low), T.Exponent(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Significand(PairLanes<T> value) => new(T.Significand(value.low), T.Significand(value.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> IfGreater(PairLanes<T> left, PairLanes<T> right, PairLanes<T> whenTrue, PairLanes<T> whenFalse) => new(
        T.IfGreater(left.low, right.low, whenTrue.low, whenFalse.low),
        T.IfGreater(left.high, right.high, whenTrue.high, whenFalse.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> IfEqual(PairLanes<T> left, PairLanes<T> right, PairLanes<T> whenTrue, PairLanes<T> whenFalse) => new(
        T.IfEqual(left.low, right.low, whenTrue.low, whenFalse.low),
        T.IfEqual(left.high, right.high, whenTrue.high, whenFalse.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> ScaleByPowerOfTwo(PairLanes<T> value, PairLanes<T> exponent) =>
        new(T.ScaleByPowerOfTwo(value.low, exponent.low), T.ScaleByPowerOfTwo(value.high, exponent.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> AtLeast(PairLanes<T> value, PairLanes<T> bound) => new(T.AtLeast(value.low, bound.low), T.AtLeast(value.high, bound.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> AtMost(PairLanes<T> value, PairLanes<T> bound) => new(T.AtMost(value.low, bound.low), T.AtMost(value.high, bound.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> CopySign(PairLanes<T> magnitude, PairLanes<T> sign) => new(T.CopySign(magnitude.low, sign.low), T.CopySign(magnitude.high, sign.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> Scale(PairLanes<T> value, PairLanes<T> exponent) => new(T.Scale(value.low, exponent.low), T.Scale(value.high, exponent.high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<T> ExponentFromLowBits(PairLanes<T> value) => new(T.ExponentFromLowBits(value.low), T.ExponentFromLowBits(value.high));
}

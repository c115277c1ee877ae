using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>
/// One half of the rows of <see cref="PairLanes{T}"/>: <typeparamref name="T"/>, but with rows twice as far apart. Two threads can so work on one
/// block, each on its half of the samples; the second one's origin is <c>T.Count</c> floats further.
/// </summary>
/// <typeparam name="T">The lanes of a half.</typeparam>
public readonly struct HalfLanes<T> : ILanes<HalfLanes<T>> where T : struct, ILanes<T>
{
    private readonly T value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private HalfLanes(T value) => this.value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Count;
    }

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Broadcast(float value) => new(T.Broadcast(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Load(ref float origin, int row) => new(T.Load(ref origin, 2 * row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, HalfLanes<T> value) => T.Store(ref origin, 2 * row, value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> operator +(HalfLanes<T> left, HalfLanes<T> right) => new(left.value + right.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> operator -(HalfLanes<T> left, HalfLanes<T> right) => new(left.value - right.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> operator *(HalfLanes<T> left, HalfLanes<T> right) => new(left.value * right.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> operator /(HalfLanes<T> left, HalfLanes<T> right) => new(left.value / right.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> operator -(HalfLanes<T> value) => new(-value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> MultiplyAdd(HalfLanes<T> left, HalfLanes<T> right, HalfLanes<T> addend) =>
        new(T.MultiplyAdd(left.value, right.value, addend.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> MultiplyAdd(float left, HalfLanes<T> right, HalfLanes<T> addend) =>
        new(T.MultiplyAdd(left, right.value, addend.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Max(HalfLanes<T> left, HalfLanes<T> right) => new(T.Max(left.value, right.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Min(HalfLanes<T> left, HalfLanes<T> right) => new(T.Min(left.value, right.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(HalfLanes<T> value) => T.Sum(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(HalfLanes<T> value) => T.Largest(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Abs(HalfLanes<T> value) => new(T.Abs(value.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Sqrt(HalfLanes<T> value) => new(T.Sqrt(value.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Round(HalfLanes<T> value) => new(T.Round(value.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> IfGreater(HalfLanes<T> left, HalfLanes<T> right, HalfLanes<T> whenTrue, HalfLanes<T> whenFalse) =>
        new(T.IfGreater(left.value, right.value, whenTrue.value, whenFalse.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> IfEqual(HalfLanes<T> left, HalfLanes<T> right, HalfLanes<T> whenTrue, HalfLanes<T> whenFalse) =>
        new(T.IfEqual(left.value, right.value, whenTrue.value, whenFalse.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> ScaleByPowerOfTwo(HalfLanes<T> value, HalfLanes<T> exponent) => new(T.ScaleByPowerOfTwo(value.value, exponent.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Exponent(HalfLanes<T> value) => new(T.Exponent(value.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Significand(HalfLanes<T> value) => new(T.Significand(value.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> AtLeast(HalfLanes<T> value, HalfLanes<T> bound) => new(T.AtLeast(value.value, bound.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> AtMost(HalfLanes<T> value, HalfLanes<T> bound) => new(T.AtMost(value.value, bound.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> CopySign(HalfLanes<T> magnitude, HalfLanes<T> sign) => new(T.CopySign(magnitude.value, sign.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> Scale(HalfLanes<T> value, HalfLanes<T> exponent) => new(T.Scale(value.value, exponent.value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HalfLanes<T> ExponentFromLowBits(HalfLanes<T> value) => new(T.ExponentFromLowBits(value.value));
}

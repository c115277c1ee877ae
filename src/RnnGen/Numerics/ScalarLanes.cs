using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>One sample alone: a row is one float. For sums over the steps of one sequence.</summary>
internal struct ScalarLanes : ILanes<ScalarLanes>
{
    private const int SignificandBits = 23;
    private const int ExponentBias = 127;

    private float value;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator /(ScalarLanes left, ScalarLanes right) => new() { value = left.value / right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Max(ScalarLanes left, ScalarLanes right) => new() { value = MathF.Max(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Min(ScalarLanes left, ScalarLanes right) => new() { value = MathF.Min(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes AtLeast(ScalarLanes value, ScalarLanes bound) => new() { value = value.value < bound.value ? bound.value : value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes AtMost(ScalarLanes value, ScalarLanes bound) => new() { value = value.value > bound.value ? bound.value : value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ScalarLanes value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes SumOfEach(ScalarLanes value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LargestOfEach(ScalarLanes value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Abs(ScalarLanes value) => new() { value = MathF.Abs(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Sqrt(ScalarLanes value) => new() { value = MathF.Sqrt(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Round(ScalarLanes value) => new() { value = MathF.Round(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes CopySign(ScalarLanes magnitude, ScalarLanes sign) => new() { value = MathF.CopySign(magnitude.value, sign.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes IfGreater(ScalarLanes left, ScalarLanes right, ScalarLanes whenTrue, ScalarLanes whenFalse) => left.value > right.value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes IfEqual(ScalarLanes left, ScalarLanes right, ScalarLanes whenTrue, ScalarLanes whenFalse) => left.value == right.value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes ScaleByPowerOfTwo(ScalarLanes value, ScalarLanes exponent) => new() { value = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value.value) + ((int)exponent.value << SignificandBits)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Scale(ScalarLanes value, ScalarLanes exponent) => new() { value = MathF.ScaleB(value.value, (int)exponent.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Exponent(ScalarLanes value) => new() { value = (BitConverter.SingleToInt32Bits(value.value) >> SignificandBits) - ExponentBias };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Significand(ScalarLanes value) => new() { value = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(value.value) & ((1 << SignificandBits) - 1)) | (ExponentBias << SignificandBits)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes ExponentFromLowBits(ScalarLanes value) => new() { value = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value.value) << SignificandBits) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator -(ScalarLanes left, ScalarLanes right) => new() { value = left.value - right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator -(ScalarLanes value) => new() { value = -value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator +(ScalarLanes left, ScalarLanes right) => new() { value = left.value + right.value };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator *(ScalarLanes left, ScalarLanes right) => new() { value = left.value * right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, ScalarLanes value) => Unsafe.Add(ref origin, row) = value.value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Load(ref float origin, int row) => new() { value = Unsafe.Add(ref origin, row) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes LoadShared(ref float origin, int row) => new() { value = Unsafe.Add(ref origin, row) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Broadcast(float value) => new() { value = value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Broadcast(ref float origin, int index) => new() { value = Unsafe.Add(ref origin, index) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyAdd(float left, ScalarLanes right, float addend) =>
        new() { value = float.MultiplyAddEstimate(left, right.value, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyAdd(ScalarLanes left, ScalarLanes right, float addend) =>
        new() { value = float.MultiplyAddEstimate(left.value, right.value, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyAdd(ScalarLanes left, ScalarLanes right, ScalarLanes addend) => new() { value = float.MultiplyAddEstimate(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyAdd(float left, ScalarLanes right, ScalarLanes addend) => new() { value = float.MultiplyAddEstimate(left, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes MultiplyAdd(ref float left, ScalarLanes right, ScalarLanes addend) => MultiplyAdd(left, right, addend);
}

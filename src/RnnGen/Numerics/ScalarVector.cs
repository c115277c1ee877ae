using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>One sample alone: a row is one float. For sums over the steps of one sequence.</summary>
internal struct ScalarVector : IVector<ScalarVector>
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
    public static ScalarVector operator /(ScalarVector left, ScalarVector right) => new() { value = left.value / right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Max(ScalarVector left, ScalarVector right) => new() { value = MathF.Max(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Min(ScalarVector left, ScalarVector right) => new() { value = MathF.Min(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector AtLeast(ScalarVector value, ScalarVector bound) => new() { value = value.value < bound.value ? bound.value : value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector AtMost(ScalarVector value, ScalarVector bound) => new() { value = value.value > bound.value ? bound.value : value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ScalarVector value) => value.value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector SumOfEach(ScalarVector value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector LargestOfEach(ScalarVector value) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Abs(ScalarVector value) => new() { value = MathF.Abs(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Sqrt(ScalarVector value) => new() { value = MathF.Sqrt(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Round(ScalarVector value) => new() { value = MathF.Round(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector CopySign(ScalarVector magnitude, ScalarVector sign) => new() { value = MathF.CopySign(magnitude.value, sign.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector IfGreater(ScalarVector left, ScalarVector right, ScalarVector whenTrue, ScalarVector whenFalse) =>
        left.value > right.value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector IfEqual(ScalarVector left, ScalarVector right, ScalarVector whenTrue, ScalarVector whenFalse) =>
        left.value == right.value ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector ScaleByPowerOfTwo(ScalarVector value, ScalarVector exponent) =>
        new() { value = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value.value) + ((int)exponent.value << SignificandBits)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Scale(ScalarVector value, ScalarVector exponent) => new() { value = MathF.ScaleB(value.value, (int)exponent.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Exponent(ScalarVector value) =>
        new() { value = (BitConverter.SingleToInt32Bits(value.value) >> SignificandBits) - ExponentBias };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Significand(ScalarVector value) =>
        new() { value = BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(value.value) & ((1 << SignificandBits) - 1)) | (ExponentBias << SignificandBits)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector ExponentFromLowBits(ScalarVector value) =>
        new() { value = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value.value) << SignificandBits) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector operator -(ScalarVector left, ScalarVector right) => new() { value = left.value - right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector operator -(ScalarVector value) => new() { value = -value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector operator +(ScalarVector left, ScalarVector right) => new() { value = left.value + right.value };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector operator *(ScalarVector left, ScalarVector right) => new() { value = left.value * right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, ScalarVector value) => Unsafe.Add(ref origin, row) = value.value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Load(ref float origin, int row) => new() { value = Unsafe.Add(ref origin, row) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector LoadShared(ref float origin, int row) => new() { value = Unsafe.Add(ref origin, row) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Broadcast(float value) => new() { value = value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector Broadcast(ref float origin, int index) => new() { value = Unsafe.Add(ref origin, index) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector MultiplyAdd(float left, ScalarVector right, float addend) =>
        new() { value = float.MultiplyAddEstimate(left, right.value, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector MultiplyAdd(ScalarVector left, ScalarVector right, float addend) =>
        new() { value = float.MultiplyAddEstimate(left.value, right.value, addend) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector MultiplyAdd(ScalarVector left, ScalarVector right, ScalarVector addend) =>
        new() { value = float.MultiplyAddEstimate(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector MultiplyAdd(float left, ScalarVector right, ScalarVector addend) =>
        new() { value = float.MultiplyAddEstimate(left, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarVector MultiplyAdd(ref float left, ScalarVector right, ScalarVector addend) => MultiplyAdd(left, right, addend);
}

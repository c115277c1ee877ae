using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Two neighbouring <see cref="Vector{T}"/> as one with twice the lanes: units of one sequence where vectors are narrow. While one half waits for an operation, the other's
/// is under way.
/// </summary>
/// <remarks>
/// What kernels use most is written out, as in <see cref="Vector512Pair{TBlock}"/>: each is one call for the JIT to inline. The rest is <see cref="NativeVector"/> twice.
/// </remarks>
internal struct WideVector : IVector<WideVector>
{
    private Vector<float> low;
    private Vector<float> high;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator /(WideVector left, WideVector right) => new() { low = left.low / right.low, high = left.high / right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Max(WideVector left, WideVector right) =>
        new() { low = Vector.Max(left.low, right.low), high = Vector.Max(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Min(WideVector left, WideVector right) =>
        new() { low = Vector.Min(left.low, right.low), high = Vector.Min(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(WideVector value) => Vector.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector SumOfEach(WideVector value) => Broadcast(Sum(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector LargestOfEach(WideVector value)
    {
        NativeVector largest = NativeVector.LargestOfEach(new() { Value = Vector.Max(value.low, value.high) });
        return Of(largest, largest);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Abs(WideVector value) => new() { low = Vector.Abs(value.low), high = Vector.Abs(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Sqrt(WideVector value) => new() { low = Vector.SquareRoot(value.low), high = Vector.SquareRoot(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Round(WideVector value) => new() { low = Vector.Round(value.low), high = Vector.Round(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector IfGreater(WideVector left, WideVector right, WideVector whenTrue, WideVector whenFalse) => new()
    {
        low = Vector.ConditionalSelect(Vector.GreaterThan(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector.ConditionalSelect(Vector.GreaterThan(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector IfEqual(WideVector left, WideVector right, WideVector whenTrue, WideVector whenFalse) => new()
    {
        low = Vector.ConditionalSelect(Vector.Equals(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector.ConditionalSelect(Vector.Equals(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector ScaleByPowerOfTwo(WideVector value, WideVector exponent) => Of(
        NativeVector.ScaleByPowerOfTwo(new() { Value = value.low }, new() { Value = exponent.low }),
        NativeVector.ScaleByPowerOfTwo(new() { Value = value.high }, new() { Value = exponent.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Exponent(WideVector value) =>
        Of(NativeVector.Exponent(new() { Value = value.low }), NativeVector.Exponent(new() { Value = value.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Significand(WideVector value) =>
        Of(NativeVector.Significand(new() { Value = value.low }), NativeVector.Significand(new() { Value = value.high }));

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector AtLeast(WideVector value, WideVector bound) =>
        new() { low = Vector.MaxNative(bound.low, value.low), high = Vector.MaxNative(bound.high, value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector AtMost(WideVector value, WideVector bound) =>
        new() { low = Vector.MinNative(bound.low, value.low), high = Vector.MinNative(bound.high, value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector CopySign(WideVector magnitude, WideVector sign) =>
        new() { low = Vector.CopySign(magnitude.low, sign.low), high = Vector.CopySign(magnitude.high, sign.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Scale(WideVector value, WideVector exponent) => Of(
        NativeVector.Scale(new() { Value = value.low }, new() { Value = exponent.low }),
        NativeVector.Scale(new() { Value = value.high }, new() { Value = exponent.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector ExponentFromLowBits(WideVector value) => new()
    {
        low = Vector.AsVectorSingle(Vector.AsVectorInt32(value.low) << NativeVector.SignificandBits),
        high = Vector.AsVectorSingle(Vector.AsVectorInt32(value.high) << NativeVector.SignificandBits),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator -(WideVector left, WideVector right) => new() { low = left.low - right.low, high = left.high - right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator -(WideVector value) => new() { low = -value.low, high = -value.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator +(WideVector left, WideVector right) => new() { low = left.low + right.low, high = left.high + right.high };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector operator *(WideVector left, WideVector right) => new() { low = left.low * right.low, high = left.high * right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, WideVector value)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        value.low.StoreUnsafe(ref place);
        value.high.StoreUnsafe(ref place, (nuint)Vector<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Load(ref float origin, int row)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        return new() { low = Vector.LoadUnsafe(ref place), high = Vector.LoadUnsafe(ref place, (nuint)Vector<float>.Count) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector LoadShared(ref float origin, int row) => Load(ref origin, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Broadcast(float value)
    {
        Vector<float> vector = Vector.Create(value);
        return new() { low = vector, high = vector };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector Broadcast(ref float origin, int index)
    {
        Vector<float> vector = Vector.Create(Unsafe.Add(ref origin, index));
        return new() { low = vector, high = vector };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(float left, WideVector right, float addend)
    {
        Vector<float> factor = Vector.Create(left), vector = Vector.Create(addend);
        return new() { low = Vector.MultiplyAddEstimate(factor, right.low, vector), high = Vector.MultiplyAddEstimate(factor, right.high, vector) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(WideVector left, WideVector right, float addend)
    {
        Vector<float> vector = Vector.Create(addend);
        return new() { low = Vector.MultiplyAddEstimate(left.low, right.low, vector), high = Vector.MultiplyAddEstimate(left.high, right.high, vector) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(WideVector left, WideVector right, WideVector addend) =>
        new() { low = Vector.MultiplyAddEstimate(left.low, right.low, addend.low), high = Vector.MultiplyAddEstimate(left.high, right.high, addend.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(WideVector left, ref float origin, int row, WideVector addend)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        return new()
        {
            low = Vector.MultiplyAddEstimate(left.low, Vector.LoadUnsafe(ref place), addend.low),
            high = Vector.MultiplyAddEstimate(left.high, Vector.LoadUnsafe(ref place, (nuint)Vector<float>.Count), addend.high),
        };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(float left, WideVector right, WideVector addend)
    {
        Vector<float> factor = Vector.Create(left);
        return new() { low = Vector.MultiplyAddEstimate(factor, right.low, addend.low), high = Vector.MultiplyAddEstimate(factor, right.high, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideVector MultiplyAdd(ref float left, WideVector right, WideVector addend) => MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideVector Of(NativeVector low, NativeVector high) => new() { low = low.Value, high = high.Value };
}

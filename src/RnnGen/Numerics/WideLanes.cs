using System.Numerics;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Two neighbouring <see cref="Vector{T}"/> as one with twice the lanes: units of one sequence where vectors are narrow. While one half waits for an operation, the other's
/// is under way.
/// </summary>
/// <remarks>
/// What kernels use most is written out, as in <see cref="Vector512PairLanes{TBlock}"/>: each is one call for the JIT to inline. The rest is <see cref="VectorLanes"/> twice.
/// </remarks>
internal struct WideLanes : ILanes<WideLanes>
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
    public static WideLanes operator /(WideLanes left, WideLanes right) => new() { low = left.low / right.low, high = left.high / right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Max(WideLanes left, WideLanes right) =>
        new() { low = Vector.Max(left.low, right.low), high = Vector.Max(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Min(WideLanes left, WideLanes right) =>
        new() { low = Vector.Min(left.low, right.low), high = Vector.Min(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(WideLanes value) => Vector.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes SumOfEach(WideLanes value) => Broadcast(Sum(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LargestOfEach(WideLanes value)
    {
        VectorLanes largest = VectorLanes.LargestOfEach(new() { Value = Vector.Max(value.low, value.high) });
        return Of(largest, largest);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Abs(WideLanes value) => new() { low = Vector.Abs(value.low), high = Vector.Abs(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Sqrt(WideLanes value) => new() { low = Vector.SquareRoot(value.low), high = Vector.SquareRoot(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Round(WideLanes value) => new() { low = Vector.Round(value.low), high = Vector.Round(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes IfGreater(WideLanes left, WideLanes right, WideLanes whenTrue, WideLanes whenFalse) => new()
    {
        low = Vector.ConditionalSelect(Vector.GreaterThan(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector.ConditionalSelect(Vector.GreaterThan(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes IfEqual(WideLanes left, WideLanes right, WideLanes whenTrue, WideLanes whenFalse) => new()
    {
        low = Vector.ConditionalSelect(Vector.Equals(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector.ConditionalSelect(Vector.Equals(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ScaleByPowerOfTwo(WideLanes value, WideLanes exponent) => Of(
        VectorLanes.ScaleByPowerOfTwo(new() { Value = value.low }, new() { Value = exponent.low }),
        VectorLanes.ScaleByPowerOfTwo(new() { Value = value.high }, new() { Value = exponent.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Exponent(WideLanes value) =>
        Of(VectorLanes.Exponent(new() { Value = value.low }), VectorLanes.Exponent(new() { Value = value.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Significand(WideLanes value) =>
        Of(VectorLanes.Significand(new() { Value = value.low }), VectorLanes.Significand(new() { Value = value.high }));

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes AtLeast(WideLanes value, WideLanes bound) =>
        new() { low = Vector.MaxNative(bound.low, value.low), high = Vector.MaxNative(bound.high, value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes AtMost(WideLanes value, WideLanes bound) =>
        new() { low = Vector.MinNative(bound.low, value.low), high = Vector.MinNative(bound.high, value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes CopySign(WideLanes magnitude, WideLanes sign) =>
        new() { low = Vector.CopySign(magnitude.low, sign.low), high = Vector.CopySign(magnitude.high, sign.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Scale(WideLanes value, WideLanes exponent) => Of(
        VectorLanes.Scale(new() { Value = value.low }, new() { Value = exponent.low }),
        VectorLanes.Scale(new() { Value = value.high }, new() { Value = exponent.high }));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes ExponentFromLowBits(WideLanes value) => new()
    {
        low = Vector.AsVectorSingle(Vector.AsVectorInt32(value.low) << VectorLanes.SignificandBits),
        high = Vector.AsVectorSingle(Vector.AsVectorInt32(value.high) << VectorLanes.SignificandBits),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes left, WideLanes right) => new() { low = left.low - right.low, high = left.high - right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator -(WideLanes value) => new() { low = -value.low, high = -value.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator +(WideLanes left, WideLanes right) => new() { low = left.low + right.low, high = left.high + right.high };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes operator *(WideLanes left, WideLanes right) => new() { low = left.low * right.low, high = left.high * right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, WideLanes value)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        value.low.StoreUnsafe(ref place);
        value.high.StoreUnsafe(ref place, (nuint)Vector<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Load(ref float origin, int row)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        return new() { low = Vector.LoadUnsafe(ref place), high = Vector.LoadUnsafe(ref place, (nuint)Vector<float>.Count) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes LoadShared(ref float origin, int row) => Load(ref origin, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Broadcast(float value)
    {
        Vector<float> lanes = Vector.Create(value);
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes Broadcast(ref float origin, int index)
    {
        Vector<float> lanes = Vector.Create(Unsafe.Add(ref origin, index));
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(float left, WideLanes right, float addend)
    {
        Vector<float> factor = Vector.Create(left), lanes = Vector.Create(addend);
        return new() { low = Vector.MultiplyAddEstimate(factor, right.low, lanes), high = Vector.MultiplyAddEstimate(factor, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes left, WideLanes right, float addend)
    {
        Vector<float> lanes = Vector.Create(addend);
        return new() { low = Vector.MultiplyAddEstimate(left.low, right.low, lanes), high = Vector.MultiplyAddEstimate(left.high, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes left, WideLanes right, WideLanes addend) =>
        new() { low = Vector.MultiplyAddEstimate(left.low, right.low, addend.low), high = Vector.MultiplyAddEstimate(left.high, right.high, addend.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(WideLanes left, ref float origin, int row, WideLanes addend)
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
    public static WideLanes MultiplyAdd(float left, WideLanes right, WideLanes addend)
    {
        Vector<float> factor = Vector.Create(left);
        return new() { low = Vector.MultiplyAddEstimate(factor, right.low, addend.low), high = Vector.MultiplyAddEstimate(factor, right.high, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes MultiplyAdd(ref float left, WideLanes right, WideLanes addend) => MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideLanes Of(VectorLanes low, VectorLanes high) => new() { low = low.Value, high = high.Value };
}

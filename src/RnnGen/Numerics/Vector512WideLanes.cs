using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// Two neighbouring 512-bit vectors as one with twice the lanes: units of one sequence, for cells that fill them. While one half waits for an operation, the other's is under
/// way, and what all units are multiplied by is read once for both.
/// </summary>
/// <remarks>Written out, as is <see cref="Vector512PairLanes{T}"/>, whose halves lie elsewhere: each operation is one call for the JIT to inline.</remarks>
public struct Vector512WideLanes : ILanes<Vector512WideLanes>
{
    private Vector512<float> low;
    private Vector512<float> high;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes operator /(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = left.low / right.low, high = left.high / right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Max(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = Vector512.Max(left.low, right.low), high = Vector512.Max(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Min(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = Vector512.Min(left.low, right.low), high = Vector512.Min(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512WideLanes value) => LaneReduction.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes SumOfEach(Vector512WideLanes value) => Broadcast(Sum(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes LargestOfEach(Vector512WideLanes value) => Broadcast(LaneReduction.Largest(Vector512.Max(value.low, value.high)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Abs(Vector512WideLanes value) => new() { low = Vector512.Abs(value.low), high = Vector512.Abs(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Sqrt(Vector512WideLanes value) => new() { low = Vector512.Sqrt(value.low), high = Vector512.Sqrt(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref float origin, int row)
    {
        Prefetching.Line(ref origin, row * Count);
        Prefetching.Line(ref origin, (row * Count) + Vector512<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Round(Vector512WideLanes value) => new() { low = Vector512.Round(value.low), high = Vector512.Round(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes IfGreater(Vector512WideLanes left, Vector512WideLanes right, Vector512WideLanes whenTrue, Vector512WideLanes whenFalse) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.GreaterThan(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector512.ConditionalSelect(Vector512.GreaterThan(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes IfEqual(Vector512WideLanes left, Vector512WideLanes right, Vector512WideLanes whenTrue, Vector512WideLanes whenFalse) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.Equals(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector512.ConditionalSelect(Vector512.Equals(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes ScaleByPowerOfTwo(Vector512WideLanes value, Vector512WideLanes exponent) =>
        new() { low = BinaryFormat.ScaleByPowerOfTwo(value.low, exponent.low), high = BinaryFormat.ScaleByPowerOfTwo(value.high, exponent.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Exponent(Vector512WideLanes value) =>
        new() { low = BinaryFormat.Exponent(value.low), high = BinaryFormat.Exponent(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Significand(Vector512WideLanes value) =>
        new() { low = BinaryFormat.Significand(value.low), high = BinaryFormat.Significand(value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes AtLeast(Vector512WideLanes value, Vector512WideLanes bound) =>
        new() { low = Vector512.MaxNative(bound.low, value.low), high = Vector512.MaxNative(bound.high, value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes AtMost(Vector512WideLanes value, Vector512WideLanes bound) =>
        new() { low = Vector512.MinNative(bound.low, value.low), high = Vector512.MinNative(bound.high, value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes CopySign(Vector512WideLanes magnitude, Vector512WideLanes sign) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.low, magnitude.low),
        high = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.high, magnitude.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Scale(Vector512WideLanes value, Vector512WideLanes exponent) =>
        new() { low = BinaryFormat.Scale(value.low, exponent.low), high = BinaryFormat.Scale(value.high, exponent.high) };

    /// <inheritdoc/>
    public static bool HasTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LaneTables.AreSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes BinadeQuarter(Vector512WideLanes value) =>
        new() { low = LaneTables.BinadeQuarter(value.low), high = LaneTables.BinadeQuarter(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes LookUp(Vector512<float> table, Vector512WideLanes index) =>
        new() { low = LaneTables.LookUp(table, index.low), high = LaneTables.LookUp(table, index.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes LimitMagnitude(Vector512WideLanes value, Vector512WideLanes bound) =>
        new() { low = LaneTables.LimitMagnitude(value.low, bound.low), high = LaneTables.LimitMagnitude(value.high, bound.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes ExponentFromLowBits(Vector512WideLanes value) =>
        new() { low = (value.low.AsInt32() << BinaryFormat.SignificandBits).AsSingle(), high = (value.high.AsInt32() << BinaryFormat.SignificandBits).AsSingle() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes operator -(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = left.low - right.low, high = left.high - right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes operator -(Vector512WideLanes value) => new() { low = -value.low, high = -value.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes operator +(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = left.low + right.low, high = left.high + right.high };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes operator *(Vector512WideLanes left, Vector512WideLanes right) =>
        new() { low = left.low * right.low, high = left.high * right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, Vector512WideLanes value)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        value.low.StoreUnsafe(ref place);
        value.high.StoreUnsafe(ref place, (nuint)Vector512<float>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Load(ref float origin, int row)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        return new() { low = Vector512.LoadUnsafe(ref place), high = Vector512.LoadUnsafe(ref place, (nuint)Vector512<float>.Count) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes LoadShared(ref float origin, int row) => Load(ref origin, row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Broadcast(float value)
    {
        Vector512<float> lanes = Vector512.Create(value);
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes Broadcast(ref float origin, int index)
    {
        Vector512<float> lanes = MemoryBroadcast.ToVector512(ref origin, index);
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(float left, Vector512WideLanes right, float addend)
    {
        Vector512<float> factor = Vector512.Create(left), lanes = Vector512.Create(addend);
        return new() { low = Vector512.MultiplyAddEstimate(factor, right.low, lanes), high = Vector512.MultiplyAddEstimate(factor, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(Vector512WideLanes left, Vector512WideLanes right, float addend)
    {
        Vector512<float> lanes = Vector512.Create(addend);
        return new() { low = Vector512.MultiplyAddEstimate(left.low, right.low, lanes), high = Vector512.MultiplyAddEstimate(left.high, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(Vector512WideLanes left, Vector512WideLanes right, Vector512WideLanes addend) =>
        new() { low = Vector512.MultiplyAddEstimate(left.low, right.low, addend.low), high = Vector512.MultiplyAddEstimate(left.high, right.high, addend.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(Vector512WideLanes left, ref float origin, int row, Vector512WideLanes addend)
    {
        ref float place = ref Unsafe.Add(ref origin, row * Count);
        return new()
        {
            low = Vector512.MultiplyAddEstimate(left.low, Vector512.LoadUnsafe(ref place), addend.low),
            high = Vector512.MultiplyAddEstimate(left.high, Vector512.LoadUnsafe(ref place, (nuint)Vector512<float>.Count), addend.high),
        };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(float left, Vector512WideLanes right, Vector512WideLanes addend)
    {
        Vector512<float> factor = Vector512.Create(left);
        return new() { low = Vector512.MultiplyAddEstimate(factor, right.low, addend.low), high = Vector512.MultiplyAddEstimate(factor, right.high, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512WideLanes MultiplyAdd(ref float left, Vector512WideLanes right, Vector512WideLanes addend) => MultiplyAdd(left, right, addend);
}

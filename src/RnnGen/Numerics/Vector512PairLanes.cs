using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>
/// <see cref="PairLanes{T, TBlock}"/> of two <see cref="Vector512Lanes"/>, written out: for every operation the JIT has one call to find and inline and not three,
/// which takes a fifth off the time of a first gradient.
/// </summary>
/// <typeparam name="TBlock">The memory that rows are in.</typeparam>
internal struct Vector512PairLanes<TBlock> : ILanes<Vector512PairLanes<TBlock>>
    where TBlock : struct, IBlockMemory
{
    private Vector512<float> low;
    private Vector512<float> high;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> operator /(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = left.low / right.low, high = left.high / right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Max(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = Vector512.Max(left.low, right.low), high = Vector512.Max(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Min(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = Vector512.Min(left.low, right.low), high = Vector512.Min(left.high, right.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512PairLanes<TBlock> value) => LaneReduction.Sum(value.low + value.high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> SumOfEach(Vector512PairLanes<TBlock> value) =>
        new() { low = Vector512.Create(LaneReduction.Sum(value.low)), high = Vector512.Create(LaneReduction.Sum(value.high)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> LargestOfEach(Vector512PairLanes<TBlock> value) =>
        new() { low = Vector512.Create(LaneReduction.Largest(value.low)), high = Vector512.Create(LaneReduction.Largest(value.high)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Abs(Vector512PairLanes<TBlock> value) => new() { low = Vector512.Abs(value.low), high = Vector512.Abs(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Sqrt(Vector512PairLanes<TBlock> value) => new() { low = Vector512.Sqrt(value.low), high = Vector512.Sqrt(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Round(Vector512PairLanes<TBlock> value) => new() { low = Vector512.Round(value.low), high = Vector512.Round(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> IfGreater(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right, Vector512PairLanes<TBlock> whenTrue, Vector512PairLanes<TBlock> whenFalse) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.GreaterThan(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector512.ConditionalSelect(Vector512.GreaterThan(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> IfEqual(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right, Vector512PairLanes<TBlock> whenTrue, Vector512PairLanes<TBlock> whenFalse) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.Equals(left.low, right.low), whenTrue.low, whenFalse.low),
        high = Vector512.ConditionalSelect(Vector512.Equals(left.high, right.high), whenTrue.high, whenFalse.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> ScaleByPowerOfTwo(Vector512PairLanes<TBlock> value, Vector512PairLanes<TBlock> exponent) =>
        new() { low = BinaryFormat.ScaleByPowerOfTwo(value.low, exponent.low), high = BinaryFormat.ScaleByPowerOfTwo(value.high, exponent.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Exponent(Vector512PairLanes<TBlock> value) =>
        new() { low = BinaryFormat.Exponent(value.low), high = BinaryFormat.Exponent(value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Significand(Vector512PairLanes<TBlock> value) =>
        new() { low = BinaryFormat.Significand(value.low), high = BinaryFormat.Significand(value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> AtLeast(Vector512PairLanes<TBlock> value, Vector512PairLanes<TBlock> bound) =>
        new() { low = Vector512.MaxNative(bound.low, value.low), high = Vector512.MaxNative(bound.high, value.high) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> AtMost(Vector512PairLanes<TBlock> value, Vector512PairLanes<TBlock> bound) =>
        new() { low = Vector512.MinNative(bound.low, value.low), high = Vector512.MinNative(bound.high, value.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> CopySign(Vector512PairLanes<TBlock> magnitude, Vector512PairLanes<TBlock> sign) => new()
    {
        low = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.low, magnitude.low),
        high = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.high, magnitude.high),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Scale(Vector512PairLanes<TBlock> value, Vector512PairLanes<TBlock> exponent) =>
        new() { low = BinaryFormat.Scale(value.low, exponent.low), high = BinaryFormat.Scale(value.high, exponent.high) };

    /// <inheritdoc/>
    public static bool HasTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LaneTables.AreSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> SigmoidByTables(Vector512PairLanes<TBlock> x) =>
        new() { low = LaneMath.SigmoidBySixteenths(x.low), high = LaneMath.SigmoidBySixteenths(x.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> TanhByTables(Vector512PairLanes<TBlock> magnitude) =>
        new() { low = LaneMath.TanhByPieces(magnitude.low), high = LaneMath.TanhByPieces(magnitude.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> ExponentFromLowBits(Vector512PairLanes<TBlock> value) =>
        new() { low = (value.low.AsInt32() << BinaryFormat.SignificandBits).AsSingle(), high = (value.high.AsInt32() << BinaryFormat.SignificandBits).AsSingle() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> operator -(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = left.low - right.low, high = left.high - right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> operator -(Vector512PairLanes<TBlock> value) => new() { low = -value.low, high = -value.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> operator +(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = left.low + right.low, high = left.high + right.high };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> operator *(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right) =>
        new() { low = left.low * right.low, high = left.high * right.high };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, Vector512PairLanes<TBlock> value)
    {
        value.low.StoreUnsafe(ref origin, (nuint)(row * Vector512<float>.Count));
        value.high.StoreUnsafe(ref origin, (nuint)((row + TBlock.Rows) * Vector512<float>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Load(ref float origin, int row) => new()
    {
        low = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)),
        high = Vector512.LoadUnsafe(ref origin, (nuint)((row + TBlock.Rows) * Vector512<float>.Count)),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> LoadShared(ref float origin, int row)
    {
        Vector512<float> lanes = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count));
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Broadcast(float value)
    {
        Vector512<float> lanes = Vector512.Create(value);
        return new() { low = lanes, high = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> Broadcast(ref float origin, int index) => new()
    {
        low = MemoryBroadcast.ToVector512(ref origin, index),
        high = MemoryBroadcast.ToVector512(ref origin, index + (TBlock.Rows * Vector512<float>.Count)),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(float left, Vector512PairLanes<TBlock> right, float addend)
    {
        Vector512<float> factor = Vector512.Create(left), lanes = Vector512.Create(addend);
        return new() { low = Vector512.MultiplyAddEstimate(factor, right.low, lanes), high = Vector512.MultiplyAddEstimate(factor, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right, float addend)
    {
        Vector512<float> lanes = Vector512.Create(addend);
        return new() { low = Vector512.MultiplyAddEstimate(left.low, right.low, lanes), high = Vector512.MultiplyAddEstimate(left.high, right.high, lanes) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(Vector512PairLanes<TBlock> left, Vector512PairLanes<TBlock> right, Vector512PairLanes<TBlock> addend) =>
        new() { low = Vector512.MultiplyAddEstimate(left.low, right.low, addend.low), high = Vector512.MultiplyAddEstimate(left.high, right.high, addend.high) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(Vector512PairLanes<TBlock> left, ref float origin, int row, Vector512PairLanes<TBlock> addend)
    {
        Vector512<float> lanes = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count));
        return new() { low = Vector512.MultiplyAddEstimate(left.low, lanes, addend.low), high = Vector512.MultiplyAddEstimate(left.high, lanes, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(float left, Vector512PairLanes<TBlock> right, Vector512PairLanes<TBlock> addend)
    {
        Vector512<float> factor = Vector512.Create(left);
        return new() { low = Vector512.MultiplyAddEstimate(factor, right.low, addend.low), high = Vector512.MultiplyAddEstimate(factor, right.high, addend.high) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512PairLanes<TBlock> MultiplyAdd(ref float left, Vector512PairLanes<TBlock> right, Vector512PairLanes<TBlock> addend)
    {
        Vector512<float> factor = Vector512.Create(left);
        return new() { low = Vector512.MultiplyAddEstimate(factor, right.low, addend.low), high = Vector512.MultiplyAddEstimate(factor, right.high, addend.high) };
    }
}

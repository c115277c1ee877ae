using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>Sixteen samples in one <see cref="Vector512{T}"/>, for hardware on which <see cref="System.Numerics.Vector{T}"/> is narrower.</summary>
internal struct Vector512Lanes : ILanes<Vector512Lanes>
{
    private Vector512<float> value;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes operator /(Vector512Lanes left, Vector512Lanes right) => new() { value = left.value / right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Max(Vector512Lanes left, Vector512Lanes right) => new() { value = Vector512.Max(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Min(Vector512Lanes left, Vector512Lanes right) => new() { value = Vector512.Min(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512Lanes value) => LaneReduction.Sum(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes SumOfEach(Vector512Lanes value) => new() { value = Vector512.Create(LaneReduction.Sum(value.value)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes LargestOfEach(Vector512Lanes value) => new() { value = Vector512.Create(LaneReduction.Largest(value.value)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Abs(Vector512Lanes value) => new() { value = Vector512.Abs(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Sqrt(Vector512Lanes value) => new() { value = Vector512.Sqrt(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Round(Vector512Lanes value) => new() { value = Vector512.Round(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes IfGreater(Vector512Lanes left, Vector512Lanes right, Vector512Lanes whenTrue, Vector512Lanes whenFalse) =>
        new() { value = Vector512.ConditionalSelect(Vector512.GreaterThan(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes IfEqual(Vector512Lanes left, Vector512Lanes right, Vector512Lanes whenTrue, Vector512Lanes whenFalse) =>
        new() { value = Vector512.ConditionalSelect(Vector512.Equals(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes ScaleByPowerOfTwo(Vector512Lanes value, Vector512Lanes exponent) =>
        new() { value = BinaryFormat.ScaleByPowerOfTwo(value.value, exponent.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Exponent(Vector512Lanes value) =>
        new() { value = BinaryFormat.Exponent(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Significand(Vector512Lanes value) =>
        new() { value = BinaryFormat.Significand(value.value) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes AtLeast(Vector512Lanes value, Vector512Lanes bound) => new() { value = Vector512.MaxNative(bound.value, value.value) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes AtMost(Vector512Lanes value, Vector512Lanes bound) => new() { value = Vector512.MinNative(bound.value, value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes CopySign(Vector512Lanes magnitude, Vector512Lanes sign) => new() { value = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.value, magnitude.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Scale(Vector512Lanes value, Vector512Lanes exponent) =>
        new() { value = BinaryFormat.Scale(value.value, exponent.value) };

    /// <inheritdoc/>
    /// <remarks>Two sums for each of three gates and two vectors take twelve of 32 registers.</remarks>
    public static bool TwoFit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public static bool HasTables
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => LaneTables.AreSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes SigmoidByTables(Vector512Lanes x) =>
        new() { value = LaneMath.SigmoidBySixteenths(x.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes TanhByTables(Vector512Lanes magnitude) =>
        new() { value = LaneMath.TanhByPieces(magnitude.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes ExponentFromLowBits(Vector512Lanes value) => new() { value = (value.value.AsInt32() << BinaryFormat.SignificandBits).AsSingle() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes operator -(Vector512Lanes left, Vector512Lanes right) => new() { value = left.value - right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes operator -(Vector512Lanes value) => new() { value = -value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes operator +(Vector512Lanes left, Vector512Lanes right) => new() { value = left.value + right.value };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes operator *(Vector512Lanes left, Vector512Lanes right) => new() { value = left.value * right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, Vector512Lanes value) => value.value.StoreUnsafe(ref origin, (nuint)(row * Vector512<float>.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Load(ref float origin, int row) => new() { value = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes LoadShared(ref float origin, int row) => new() { value = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Broadcast(float value) => new() { value = Vector512.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Broadcast(ref float origin, int index) => new() { value = MemoryBroadcast.ToVector512(ref origin, index) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(float left, Vector512Lanes right, float addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, Vector512.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(Vector512Lanes left, Vector512Lanes right, float addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, right.value, Vector512.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(Vector512Lanes left, Vector512Lanes right, Vector512Lanes addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(Vector512Lanes left, ref float origin, int row, Vector512Lanes addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)), addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(float left, Vector512Lanes right, Vector512Lanes addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(ref float left, Vector512Lanes right, Vector512Lanes addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, addend.value) };
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Numerics;

/// <summary>Sixteen samples in one <see cref="Vector512{T}"/>, for hardware on which <see cref="System.Numerics.Vector{T}"/> is narrower.</summary>
public struct Vector512Lanes : ILanes<Vector512Lanes>
{
    private const int SignificandBits = 23;
    private const int ExponentBias = 127;

    private Vector512<float> value;

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
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
    public static float Sum(Vector512Lanes value) => Vector512.Sum(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Vector512Lanes value) => LaneReduction.Largest(value.value);

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
        new() { value = (value.value.AsInt32() + (Vector512.ConvertToInt32Native(exponent.value) << SignificandBits)).AsSingle() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Exponent(Vector512Lanes value) =>
        new() { value = Vector512.ConvertToSingle((value.value.AsInt32() >> SignificandBits) - Vector512.Create(ExponentBias)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Significand(Vector512Lanes value) => new()
    {
        value = ((value.value.AsInt32() & Vector512.Create((1 << SignificandBits) - 1)) | Vector512.Create(ExponentBias << SignificandBits)).AsSingle(),
    };

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
    public static Vector512Lanes CopySign(Vector512Lanes magnitude, Vector512Lanes sign) => new() { value = Vector512.CopySign(magnitude.value, sign.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Scale(Vector512Lanes value, Vector512Lanes exponent)
    {
        if (Avx512F.IsSupported)
        {
            return new() { value = Avx512F.Scale(value.value, exponent.value) };
        }

        // Two factors, because 2^exponent alone may leave the normal range; the first product is exact.
        Vector512<int> whole = Vector512.ConvertToInt32Native(exponent.value);
        Vector512<int> half = whole >> 1;
        return new() { value = value.value * PowerOfTwo(half) * PowerOfTwo(whole - half) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes ExponentFromLowBits(Vector512Lanes value) => new() { value = (value.value.AsInt32() << SignificandBits).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) =>
        ((exponent + Vector512.Create(ExponentBias)) << SignificandBits).AsSingle();

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
    public static void Store(ref float origin, int row, Vector512Lanes value) => Unsafe.As<float, Vector512Lanes>(ref Unsafe.Add(ref origin, row * Vector512<float>.Count)) = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Load(ref float origin, int row) => Unsafe.As<float, Vector512Lanes>(ref Unsafe.Add(ref origin, row * Vector512<float>.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Broadcast(float value) => new() { value = Vector512.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(Vector512Lanes left, Vector512Lanes right, Vector512Lanes addend) =>
        new() { value = Vector512.FusedMultiplyAdd(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MultiplyAdd(float left, Vector512Lanes right, Vector512Lanes addend) =>
        new() { value = Vector512.FusedMultiplyAdd(Vector512.Create(left), right.value, addend.value) };
}

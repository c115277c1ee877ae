using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>One <see cref="Vector{T}"/> of samples: whatever width the runtime gives it.</summary>
internal struct NativeVector : IVector<NativeVector>
{
    internal const int SignificandBits = 23;
    private const int ExponentBias = 127;

    private Vector<float> value;

    /// <summary>The vector.</summary>
    internal Vector<float> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get => value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        init => this.value = value;
    }

    /// <inheritdoc/>
    public static int Pitch
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator /(NativeVector left, NativeVector right) => new() { value = left.value / right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Max(NativeVector left, NativeVector right) => new() { value = Vector.Max(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Min(NativeVector left, NativeVector right) => new() { value = Vector.Min(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(NativeVector value) => Vector.Sum(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector SumOfEach(NativeVector value) => new() { value = Vector.Create(Vector.Sum(value.value)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector LargestOfEach(NativeVector value) => new() { value = Vector.Create(Largest(value.value)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector<float> value) => Vector<float>.Count switch
    {
        4 => VectorReduction.Largest(value.AsVector128()),
        8 => VectorReduction.Largest(value.AsVector256()),
        _ => VectorReduction.Largest(value.AsVector512()),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Abs(NativeVector value) => new() { value = Vector.Abs(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Sqrt(NativeVector value) => new() { value = Vector.SquareRoot(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Round(NativeVector value) => new() { value = Vector.Round(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector IfGreater(NativeVector left, NativeVector right, NativeVector whenTrue, NativeVector whenFalse) =>
        new() { value = Vector.ConditionalSelect(Vector.GreaterThan(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector IfEqual(NativeVector left, NativeVector right, NativeVector whenTrue, NativeVector whenFalse) =>
        new() { value = Vector.ConditionalSelect(Vector.Equals(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector ScaleByPowerOfTwo(NativeVector value, NativeVector exponent) =>
        new() { value = Vector.AsVectorSingle(Vector.AsVectorInt32(value.value) + (Vector.ConvertToInt32Native(exponent.value) << SignificandBits)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Exponent(NativeVector value) =>
        new() { value = Vector.ConvertToSingle((Vector.AsVectorInt32(value.value) >> SignificandBits) - Vector.Create(ExponentBias)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Significand(NativeVector value) => new()
    {
        value = Vector.AsVectorSingle(
        (Vector.AsVectorInt32(value.value) & Vector.Create((1 << SignificandBits) - 1)) | Vector.Create(ExponentBias << SignificandBits)),
    };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector AtLeast(NativeVector value, NativeVector bound) => new() { value = Vector.MaxNative(bound.value, value.value) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector AtMost(NativeVector value, NativeVector bound) => new() { value = Vector.MinNative(bound.value, value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector CopySign(NativeVector magnitude, NativeVector sign) => new() { value = Vector.CopySign(magnitude.value, sign.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Scale(NativeVector value, NativeVector exponent)
    {
        // Two factors, because 2^exponent alone may leave the normal range; the first product is exact.
        Vector<int> whole = Vector.ConvertToInt32Native(exponent.value);
        Vector<int> half = whole >> 1;
        return new() { value = value.value * PowerOfTwo(half) * PowerOfTwo(whole - half) };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector ExponentFromLowBits(NativeVector value) =>
        new() { value = Vector.AsVectorSingle(Vector.AsVectorInt32(value.value) << SignificandBits) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<int> exponent) =>
        Vector.AsVectorSingle((exponent + Vector.Create(ExponentBias)) << SignificandBits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator -(NativeVector left, NativeVector right) => new() { value = left.value - right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator -(NativeVector value) => new() { value = -value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator +(NativeVector left, NativeVector right) => new() { value = left.value + right.value };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector operator *(NativeVector left, NativeVector right) => new() { value = left.value * right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, NativeVector value) => value.value.StoreUnsafe(ref Unsafe.Add(ref origin, row * Vector<float>.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Load(ref float origin, int row) => new() { value = Vector.LoadUnsafe(ref Unsafe.Add(ref origin, row * Vector<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector LoadShared(ref float origin, int row) =>
        new() { value = Vector.LoadUnsafe(ref Unsafe.Add(ref origin, row * Vector<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Broadcast(float value) => new() { value = Vector.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector Broadcast(ref float origin, int index) => new() { value = Vector.Create(Unsafe.Add(ref origin, index)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(float left, NativeVector right, float addend) =>
        new() { value = Vector.MultiplyAddEstimate(Vector.Create(left), right.value, Vector.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(NativeVector left, NativeVector right, float addend) =>
        new() { value = Vector.MultiplyAddEstimate(left.value, right.value, Vector.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(NativeVector left, NativeVector right, NativeVector addend) =>
        new() { value = Vector.MultiplyAddEstimate(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(NativeVector left, ref float origin, int row, NativeVector addend) =>
        new() { value = Vector.MultiplyAddEstimate(left.value, Vector.LoadUnsafe(ref Unsafe.Add(ref origin, row * Vector<float>.Count)), addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(float left, NativeVector right, NativeVector addend) =>
        new() { value = Vector.MultiplyAddEstimate(Vector.Create(left), right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector MultiplyAdd(ref float left, NativeVector right, NativeVector addend) =>
        new() { value = Vector.MultiplyAddEstimate(Vector.Create(left), right.value, addend.value) };
}

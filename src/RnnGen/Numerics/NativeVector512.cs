using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>Sixteen samples in one <see cref="Vector512{T}"/>, for hardware on which <see cref="System.Numerics.Vector{T}"/> is narrower.</summary>
internal struct NativeVector512 : IVector<NativeVector512>
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
    public static NativeVector512 operator /(NativeVector512 left, NativeVector512 right) => new() { value = left.value / right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Max(NativeVector512 left, NativeVector512 right) => new() { value = Vector512.Max(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Min(NativeVector512 left, NativeVector512 right) => new() { value = Vector512.Min(left.value, right.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(NativeVector512 value) => VectorReduction.Sum(value.value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 SumOfEach(NativeVector512 value) => new() { value = Vector512.Create(VectorReduction.Sum(value.value)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 LargestOfEach(NativeVector512 value) => new() { value = Vector512.Create(VectorReduction.Largest(value.value)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Abs(NativeVector512 value) => new() { value = Vector512.Abs(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Sqrt(NativeVector512 value) => new() { value = Vector512.Sqrt(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Round(NativeVector512 value) => new() { value = Vector512.Round(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 IfGreater(NativeVector512 left, NativeVector512 right, NativeVector512 whenTrue, NativeVector512 whenFalse) =>
        new() { value = Vector512.ConditionalSelect(Vector512.GreaterThan(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 IfEqual(NativeVector512 left, NativeVector512 right, NativeVector512 whenTrue, NativeVector512 whenFalse) =>
        new() { value = Vector512.ConditionalSelect(Vector512.Equals(left.value, right.value), whenTrue.value, whenFalse.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 ScaleByPowerOfTwo(NativeVector512 value, NativeVector512 exponent) =>
        new() { value = BinaryFormat.ScaleByPowerOfTwo(value.value, exponent.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Exponent(NativeVector512 value) =>
        new() { value = BinaryFormat.Exponent(value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Significand(NativeVector512 value) =>
        new() { value = BinaryFormat.Significand(value.value) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 AtLeast(NativeVector512 value, NativeVector512 bound) => new() { value = Vector512.MaxNative(bound.value, value.value) };

    /// <inheritdoc/>
    /// <remarks>On x86 the instruction returns its second operand when either is NaN; Arm's propagates NaN.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 AtMost(NativeVector512 value, NativeVector512 bound) => new() { value = Vector512.MinNative(bound.value, value.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 CopySign(NativeVector512 magnitude, NativeVector512 sign) =>
        new() { value = Vector512.ConditionalSelect(Vector512.Create(-0f), sign.value, magnitude.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Scale(NativeVector512 value, NativeVector512 exponent) =>
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
        get => VectorTables.AreSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 SigmoidByTables(NativeVector512 x) =>
        new() { value = VectorMath.SigmoidByTable(x.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 TanhByTables(NativeVector512 magnitude) =>
        new() { value = VectorMath.TanhByPieces(magnitude.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 ExponentFromLowBits(NativeVector512 value) =>
        new() { value = (value.value.AsInt32() << BinaryFormat.SignificandBits).AsSingle() };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 operator -(NativeVector512 left, NativeVector512 right) => new() { value = left.value - right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 operator -(NativeVector512 value) => new() { value = -value.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 operator +(NativeVector512 left, NativeVector512 right) => new() { value = left.value + right.value };

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 operator *(NativeVector512 left, NativeVector512 right) => new() { value = left.value * right.value };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref float origin, int row, NativeVector512 value) => value.value.StoreUnsafe(ref origin, (nuint)(row * Vector512<float>.Count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Load(ref float origin, int row) => new() { value = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 LoadShared(ref float origin, int row) =>
        new() { value = Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Broadcast(float value) => new() { value = Vector512.Create(value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 Broadcast(ref float origin, int index) => new() { value = MemoryBroadcast.ToVector512(ref origin, index) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(float left, NativeVector512 right, float addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, Vector512.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(NativeVector512 left, NativeVector512 right, float addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, right.value, Vector512.Create(addend)) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(NativeVector512 left, NativeVector512 right, NativeVector512 addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(NativeVector512 left, ref float origin, int row, NativeVector512 addend) =>
        new() { value = Vector512.MultiplyAddEstimate(left.value, Vector512.LoadUnsafe(ref origin, (nuint)(row * Vector512<float>.Count)), addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(float left, NativeVector512 right, NativeVector512 addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, addend.value) };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeVector512 MultiplyAdd(ref float left, NativeVector512 right, NativeVector512 addend) =>
        new() { value = Vector512.MultiplyAddEstimate(Vector512.Create(left), right.value, addend.value) };
}

using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// A fixed number of single-precision lanes that move through a kernel together: samples of a batch, or units of one sequence.
/// Kernels are written once against this interface; every implementation is a <c>struct</c>, so the JIT compiles each
/// instantiation to plain vector instructions.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
/// <remarks>
/// Memory is addressed in <em>rows</em>: row <c>r</c> of an origin is the <see cref="Pitch"/> consecutive floats that
/// start at element <c>r × Pitch</c>, and of a pair as many again elsewhere. No bounds are checked: the planner knows every size at compile time.
/// Every operation acts lane by lane and follows IEEE 754 single precision, NaN included, unless it says otherwise.
/// <para>
/// <c>MultiplyAdd</c> rounds once where the processor, or the one that a program was compiled for, has an instruction for it: x64 with AVX2, and Arm64. Elsewhere the product
/// is rounded, and then the sum.
/// </para>
/// <para>
/// The first call of a model waits for the JIT, and most of that is finding and inlining these operations, some thousand of them. So implementations declare
/// those that kernels use most last, where the runtime begins to look, and set their fields in initializers: a constructor would be one more call to inline.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<T> where T : struct, IVector<T>
{
    /// <summary>Floats from one row to the next; a constant for the JIT.</summary>
    static abstract int Pitch { get; }

    /// <summary>Quotient.</summary>
    static abstract T operator /(T left, T right);

    /// <summary>The larger of two values; NaN if either is NaN.</summary>
    static abstract T Max(T left, T right);

    /// <summary>The smaller of two values; NaN if either is NaN.</summary>
    static abstract T Min(T left, T right);

    /// <summary>The sum of all lanes, in an order that depends on the implementing type alone.</summary>
    static abstract float Sum(T value);

    /// <summary>The sum of each vector's lanes, in all lanes of that vector: of one sequence's units where vectors hold units.</summary>
    static abstract T SumOfEach(T value);

    /// <summary>The largest of each vector's lanes, in all lanes of that vector; NaN if one is NaN.</summary>
    static abstract T LargestOfEach(T value);

    /// <summary>Absolute value (clears the sign bit).</summary>
    static abstract T Abs(T value);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract T Sqrt(T value);

    /// <summary>Whether numbers can be looked up: the next two operations may be called. A constant for the JIT.</summary>
    static virtual bool HasTables => false;

    /// <summary><see cref="VectorMath.Sigmoid{T}"/> by tables: in one call, because the JIT inlines only so many into one method.</summary>
    static virtual T SigmoidByTables(T x) => throw new NotSupportedException();

    /// <summary><see cref="VectorMath.Tanh{T}"/> of a bounded magnitude by tables.</summary>
    static virtual T TanhByTables(T magnitude) => throw new NotSupportedException();

    /// <summary>Rows of a matrix product that are summed at a time, 8 or 4: as many as there are registers for sums. A constant for the JIT.</summary>
    static virtual int TileRows => 8;

    /// <summary>Whether the registers have room for the sums of two vectors of units, and it pays to compute both at a time. A constant for the JIT.</summary>
    static virtual bool TwoFit => false;

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract T Round(T value);

    /// <summary><c>whenTrue</c> where <c>left &gt; right</c>, <c>whenFalse</c> elsewhere (also where either is NaN).</summary>
    static abstract T IfGreater(T left, T right, T whenTrue, T whenFalse);

    /// <summary><c>whenTrue</c> where <c>left = right</c>, <c>whenFalse</c> elsewhere (also where either is NaN).</summary>
    static abstract T IfEqual(T left, T right, T whenTrue, T whenFalse);

    /// <summary>
    /// <c>value × 2^exponent</c> for integral exponents in [−126, 127], by adding to the exponent bits: the value and
    /// the result must be normal.
    /// </summary>
    static abstract T ScaleByPowerOfTwo(T value, T exponent);

    /// <summary>The unbiased exponent of a positive normal value, as an integral float: ⌊log₂ value⌋.</summary>
    static abstract T Exponent(T value);

    /// <summary>The significand of a positive normal value, in [1, 2).</summary>
    static abstract T Significand(T value);

    /// <summary>
    /// <paramref name="value"/> limited from below: the larger of the two. One instruction, unlike <see cref="Max"/>:
    /// <paramref name="bound"/> must not be NaN; a NaN in <paramref name="value"/> stays NaN. Zeros of either sign compare equal.
    /// </summary>
    static abstract T AtLeast(T value, T bound);

    /// <summary>
    /// <paramref name="value"/> limited from above: the smaller of the two. One instruction, unlike <see cref="Min"/>:
    /// <paramref name="bound"/> must not be NaN; a NaN in <paramref name="value"/> stays NaN. Zeros of either sign compare equal.
    /// </summary>
    static abstract T AtMost(T value, T bound);

    /// <summary>The magnitude of <paramref name="magnitude"/> with the sign bit of <paramref name="sign"/>.</summary>
    static abstract T CopySign(T magnitude, T sign);

    /// <summary>
    /// <c>value × 2^exponent</c> for integral exponents in [−252, 254], rounded once: subnormal results and overflow
    /// to infinity are those of IEEE 754. The value must be normal with magnitude in [½, 2). Where there are tables both may be anything, and
    /// the exponent is rounded down.
    /// </summary>
    static abstract T Scale(T value, T exponent);

    /// <summary>
    /// Moves the lowest nine bits of the value into the sign and the exponent, and clears the significand. Adding
    /// 1.5 × 2²³ + 127 + k to a small number leaves k plus its nearest integer n there, so that the result is 2^(n + k):
    /// rounding and exponentiation without a conversion.
    /// </summary>
    static abstract T ExponentFromLowBits(T value);

    /// <summary>Difference.</summary>
    static abstract T operator -(T left, T right);

    /// <summary>Negation (flips the sign bit).</summary>
    static abstract T operator -(T value);

    /// <summary>Sum.</summary>
    static abstract T operator +(T left, T right);

    /// <summary>The number of lanes; a constant for the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>Product.</summary>
    static abstract T operator *(T left, T right);

    /// <summary>Writes <paramref name="value"/> to row <paramref name="row"/> of <paramref name="origin"/>.</summary>
    static abstract void Store(ref float origin, int row, T value);

    /// <summary>Reads row <paramref name="row"/> of <paramref name="origin"/>.</summary>
    static abstract T Load(ref float origin, int row);

    /// <summary>Reads row <paramref name="row"/> of <paramref name="origin"/> once for all vectors: parameters, which all sequences have in common.</summary>
    static abstract T LoadShared(ref float origin, int row);

    /// <summary>Every lane set to <paramref name="value"/>.</summary>
    static abstract T Broadcast(float value);

    /// <summary>Every lane of a vector set to element <paramref name="index"/> of that vector's memory, which begins at <paramref name="origin"/> for the first.</summary>
    static abstract T Broadcast(ref float origin, int index);

    /// <summary><c>left × right + addend</c> with scalars for every lane.</summary>
    static abstract T MultiplyAdd(float left, T right, float addend);

    /// <summary><c>left × right + addend</c> with one scalar for every lane: a step of Horner's scheme.</summary>
    static abstract T MultiplyAdd(T left, T right, float addend);

    /// <summary><c>left × right + addend</c>.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    /// <summary>
    /// <c>left × right + addend</c> with row <paramref name="row"/> of <paramref name="origin"/>, shared by all vectors, for the right factor. One
    /// instruction where the sum stays in its register, which a load of its own and the other <c>MultiplyAdd</c> make three.
    /// </summary>
    static virtual T MultiplyAdd(T left, ref float origin, int row, T addend) => T.MultiplyAdd(left, T.LoadShared(ref origin, row), addend);

    /// <summary><c>left × right + addend</c> with one scalar for every lane.</summary>
    static abstract T MultiplyAdd(float left, T right, T addend);

    /// <summary>
    /// <c>left × right + addend</c> with one number in memory for every lane. By reference the JIT makes load and broadcast one instruction wherever the call stands.
    /// </summary>
    static abstract T MultiplyAdd(ref float left, T right, T addend);
}

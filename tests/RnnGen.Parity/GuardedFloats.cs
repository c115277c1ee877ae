using System.Runtime.InteropServices;

namespace RnnGen.Parity;

/// <summary>
/// Floats between two fences of NaN: emitted code checks no bounds, so reading outside shows as NaN in the results and
/// writing outside as a broken fence. What should be written starts as NaN too, so nothing can be left out.
/// </summary>
internal sealed class GuardedFloats
{
    private const int Fence = 64;

    private readonly float[] storage;

    public GuardedFloats(int length)
    {
        storage = new float[length + (2 * Fence)];
        storage.AsSpan().Fill(float.NaN);
    }

    public GuardedFloats(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    public Span<float> Span => storage.AsSpan(Fence..^Fence);

    public bool IsIntact => Untouched(storage.AsSpan(..Fence)) && Untouched(storage.AsSpan(^Fence..));

    /// <summary>Equality of bits, so that NaN equals itself and zeros have a sign.</summary>
    public bool EqualsBits(GuardedFloats other) =>
        MemoryMarshal.Cast<float, int>(Span).SequenceEqual(MemoryMarshal.Cast<float, int>(other.Span));

    private static bool Untouched(ReadOnlySpan<float> fence) =>
        MemoryMarshal.Cast<float, int>(fence).IndexOfAnyExcept(BitConverter.SingleToInt32Bits(float.NaN)) < 0;
}

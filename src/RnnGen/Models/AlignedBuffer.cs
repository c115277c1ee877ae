using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Managed floats that start on a 64-byte boundary, so that no vector at a multiple of its size straddles two cache lines.</summary>
internal sealed class AlignedBuffer
{
    private const int Alignment = 64;

    /// <summary>The most floats a buffer can have.</summary>
    public static readonly int MaxLength = Array.MaxLength - (Alignment / sizeof(float));

    private readonly float[] storage;
    private readonly int start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    /// <param name="length">Number of floats, at least 0.</param>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        const int Slack = Alignment / sizeof(float);
        // Pinned: the boundary found here must survive every collection.
        storage = GC.AllocateArray<float>(checked(length + Slack), pinned: true);
        Length = length;
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(storage, 0);
        start = (int)((Alignment - (address & (Alignment - 1))) & (Alignment - 1)) / sizeof(float);
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => storage.AsSpan(start, Length);

    /// <summary>The first float; also valid to take where <see cref="Length"/> is 0.</summary>
    public ref float Origin => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(storage), start);
}

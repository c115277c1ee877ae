using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Converts between numbers and the little-endian bytes that safetensors stores, on any processor.</summary>
internal static class LittleEndian
{
    /// <summary>Numbers to bytes.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, Span<byte> bytes)
        where T : unmanaged
    {
        MemoryMarshal.AsBytes(values).CopyTo(bytes);
        ReverseOnBigEndian<T>(bytes);
    }

    /// <summary>Bytes to numbers; there are as many bytes as the numbers take.</summary>
    public static void Read<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        bytes.CopyTo(MemoryMarshal.AsBytes(values));
        ReverseOnBigEndian<T>(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Turns numbers just read as raw bytes into the processor's own order.</summary>
    public static void ReverseOnBigEndian<T>(Span<byte> bytes)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else
        {
            Span<long> words = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}

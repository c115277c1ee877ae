using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Reads the tensors of a stream, one after the other, as single-precision numbers.</summary>
internal sealed class TensorReader(Stream stream, string source)
{
    /// <summary>Bytes that are read at a time where they cannot go straight to where they belong; whole elements of any type.</summary>
    private const int PieceSize = 1 << 16;

    private byte[]? piece;

    private byte[] Piece => piece ??= new byte[PieceSize];

    /// <summary>Reads the next tensor.</summary>
    /// <param name="entry">What the header says of it: type F32, or one that is converted.</param>
    /// <param name="values">Receives its values.</param>
    /// <exception cref="SafetensorsException">It is truncated, or a value is too large for single precision.</exception>
    public void Read(SafetensorsEntry entry, Span<float> values)
    {
        if (entry.DataType == TensorDataType.Single)
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(values);
            Fill(bytes, entry, 0);
            LittleEndian.ReverseOnBigEndian<float>(bytes);
            return;
        }

        int size = TensorDataType.BitsOf(entry.DataType) / 8;
        for (int i = 0; i < values.Length; i += PieceSize / size)
        {
            Span<float> part = values[i..Math.Min(i + (PieceSize / size), values.Length)];
            Span<byte> bytes = Piece.AsSpan(0, part.Length * size);
            Fill(bytes, entry, (long)i * size);
            int tooLarge = TensorDataType.ToSingles(entry.DataType, bytes, part);
            if (tooLarge >= 0)
            {
                throw new SafetensorsException(
                    source, FormattableString.Invariant($"element {i + tooLarge} of tensor '{entry.Name}' is too large for single precision."), entry.Name);
            }
        }
    }

    /// <summary>Reads over the next tensor.</summary>
    /// <exception cref="SafetensorsException">It is truncated.</exception>
    public void Skip(SafetensorsEntry entry)
    {
        long length = entry.End - entry.Begin;
        for (long position = 0; position < length; position += PieceSize)
        {
            Fill(Piece.AsSpan(0, (int)Math.Min(PieceSize, length - position)), entry, position);
        }
    }

    private void Fill(Span<byte> bytes, SafetensorsEntry entry, long position)
    {
        int found = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (found < bytes.Length)
        {
            throw SafetensorsHeader.Truncated(entry, position + found, source);
        }
    }
}

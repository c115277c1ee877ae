using System.Buffers.Binary;

namespace RnnGen;

/// <summary>The names that safetensors gives to element types, and what is known of each.</summary>
internal static class TensorDataType
{
    public const string Single = "F32";
    public const string Double = "F64";
    public const string Half = "F16";
    public const string BFloat16 = "BF16";
    public const string Int32 = "I32";
    public const string Int64 = "I64";

    /// <summary>Bits of one element, or 0 for a name that the format does not know.</summary>
    public static int BitsOf(string name) => name switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "U16" or "I16" or Half or BFloat16 => 16,
        "U32" or Int32 or Single => 32,
        "U64" or Int64 or Double or "C64" => 64,
        _ => 0,
    };

    /// <summary>
    /// Place in a file that this library writes: like the reference implementation's, by falling alignment and then in
    /// the order that its list of types has.
    /// </summary>
    public static int WritingOrder(string name) => name switch
    {
        Int64 => 0,
        Double => 1,
        Single => 2,
        Int32 => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "This library does not write such tensors."),
    };

    /// <summary>Whether <see cref="ToSingles"/> knows a type: the floating-point types that PyTorch computes with.</summary>
    public static bool IsConvertible(string name) => name is Half or BFloat16 or Double;

    /// <summary>
    /// Converts elements to single precision: exactly, or for <see cref="Double"/> to the nearest number.
    /// </summary>
    /// <param name="name">A convertible type.</param>
    /// <param name="bytes">The elements, little-endian.</param>
    /// <param name="values">Receives as many numbers.</param>
    /// <returns>The first element that is finite but too large for single precision, or −1.</returns>
    public static int ToSingles(string name, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (name)
        {
            case Half:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                }

                return -1;
            case BFloat16:
                for (int i = 0; i < values.Length; i++)
                {
                    // The upper half of a single.
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) << 16);
                }

                return -1;
            case Double:
                for (int i = 0; i < values.Length; i++)
                {
                    double value = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                    values[i] = (float)value;
                    if (float.IsInfinity(values[i]) && double.IsFinite(value))
                    {
                        return i;
                    }
                }

                return -1;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "Such elements are not converted.");
        }
    }
}

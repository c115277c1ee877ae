using System.Runtime.CompilerServices;

namespace RnnGen;

/// <summary>A tensor read from a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    private readonly byte[] bytes;

    internal SafetensorsTensor(SafetensorsEntry entry, byte[] bytes)
    {
        Name = entry.Name;
        DataType = entry.DataType;
        Shape = entry.Shape;
        this.bytes = bytes;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements, as the format names it: <c>F32</c>, <c>F64</c>, <c>I32</c>, <c>I64</c>, <c>BF16</c>, ….</summary>
    public string DataType { get; }

    /// <summary>Its dimensions, outermost first; none for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count => checked((int)(8L * bytes.Length / TensorDataType.BitsOf(DataType)));

    /// <summary>The elements as stored: little-endian, row-major.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The elements of an <c>F32</c> tensor, row-major, or of others as single-precision numbers.</summary>
    /// <param name="convertTypes">
    /// Whether elements of type <c>F16</c> and <c>BF16</c> are converted, exactly, and <c>F64</c>, to the nearest number.
    /// </param>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    /// <exception cref="OverflowException">An element of type <c>F64</c> is finite but too large.</exception>
    public float[] ToSingles(bool convertTypes = false)
    {
        if (!TensorDataType.IsConvertible(DataType))
        {
            return ToArray<float>(TensorDataType.Single);
        }

        if (!convertTypes)
        {
            throw new InvalidOperationException(
                $"Tensor '{Name}' holds elements of type {DataType}, not {TensorDataType.Single}; ToSingles(convertTypes: true) converts them.");
        }

        float[] values = new float[Count];
        int tooLarge = TensorDataType.ToSingles(DataType, bytes, values);
        return tooLarge < 0
            ? values
            : throw new OverflowException(FormattableString.Invariant($"Element {tooLarge} of tensor '{Name}' is too large for single precision."));
    }

    /// <summary>The elements of an <c>F64</c> tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public double[] ToDoubles() => ToArray<double>(TensorDataType.Double);

    /// <summary>The elements of an <c>I32</c> tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public int[] ToInt32s() => ToArray<int>(TensorDataType.Int32);

    /// <summary>The elements of an <c>I64</c> tensor, row-major.</summary>
    /// <exception cref="InvalidOperationException">The elements are of another type.</exception>
    public long[] ToInt64s() => ToArray<long>(TensorDataType.Int64);

    private T[] ToArray<T>(string expected)
        where T : unmanaged
    {
        if (DataType != expected)
        {
            throw new InvalidOperationException($"Tensor '{Name}' holds elements of type {DataType}, not {expected}.");
        }

        T[] values = new T[bytes.Length / Unsafe.SizeOf<T>()];
        LittleEndian.Read<T>(bytes, values);
        return values;
    }
}

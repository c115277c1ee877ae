using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Finds infinities and NaNs, and says where they are.</summary>
internal static class NonFinite
{
    /// <summary>Whether no value is infinite or NaN.</summary>
    public static bool IsAbsentFrom(ReadOnlySpan<float> values) =>
        values.IsEmpty || TensorPrimitives.IsFiniteAll(values);

    /// <summary>The name of the first tensor with a value that is not finite, or null.</summary>
    public static string? FirstTensor(ReadOnlySpan<ParameterInfo> tensors, ReadOnlySpan<float> values)
    {
        foreach (ParameterInfo tensor in tensors)
        {
            if (!IsAbsentFrom(values.Slice(tensor.Offset, tensor.Length)))
            {
                return tensor.Name;
            }
        }

        return null;
    }

    /// <summary>Index of the first value that is not finite, or −1; integers are always finite.</summary>
    public static int FirstIndex<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (typeof(T) != typeof(float))
        {
            return -1;
        }

        ReadOnlySpan<float> floats = MemoryMarshal.Cast<T, float>(values);
        for (int i = 0; i < floats.Length; i++)
        {
            if (!float.IsFinite(floats[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

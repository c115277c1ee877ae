using System.Numerics.Tensors;

namespace RnnGen;

/// <summary>Finds infinities and NaNs, and says where they are.</summary>
internal static class NonFinite
{
    /// <summary>Whether no value is infinite or NaN.</summary>
    public static bool IsAbsentFrom(ReadOnlySpan<float> values) =>
        values.IsEmpty || TensorPrimitives.IsFiniteAll(values);

    /// <summary>Whether none of some of the values is infinite or NaN.</summary>
    public static bool IsAbsentFrom(ReadOnlySpan<float> values, ReadOnlySpan<ParameterRange> ranges)
    {
        foreach (ParameterRange range in ranges)
        {
            if (!IsAbsentFrom(range.Of(values)))
            {
                return false;
            }
        }

        return true;
    }

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
}

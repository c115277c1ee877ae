namespace RnnGen.Benchmarks.Contenders;

/// <summary>What a contender computed.</summary>
/// <param name="Tensors">One for each of <see cref="Names"/>, or the first only, for inference.</param>
internal sealed record LayerResult(IReadOnlyList<float[]> Tensors)
{
    public static readonly string[] Names =
    [
        "outputs", "input gradients", "gradients of weight_ih", "gradients of weight_hh", "gradients of bias_ih", "gradients of bias_hh",
    ];

    /// <summary>
    /// Largest difference between elements of the same tensor, relative to the tensor's largest element, and the name of that tensor.
    /// </summary>
    public (double Difference, string Tensor) DifferenceFrom(LayerResult expected)
    {
        if (Tensors.Count != expected.Tensors.Count)
        {
            return (double.PositiveInfinity, "number of tensors");
        }

        return Enumerable.Range(0, Tensors.Count).Select(index => (Difference(Tensors[index], expected.Tensors[index]), Names[index])).Max();
    }

    private static double Difference(float[] actual, float[] expected)
    {
        double scale = expected.Max(Math.Abs);
        double difference = actual.Zip(expected, static (left, right) => (double)Math.Abs(left - right)).Max();
        // NaN compares as less than everything, and would pass.
        return double.IsFinite(difference) && actual.Length == expected.Length ? difference / scale : double.PositiveInfinity;
    }
}

namespace RnnGen.Generator.Planning;

/// <summary>An outer product summed over evenly spaced calls.</summary>
/// <param name="Plan">Rows, columns and targets.</param>
/// <param name="Steps">Number of calls.</param>
/// <param name="RowGradients">Row of the gradients at the first call, and its advance.</param>
/// <param name="Sources">Row of each source at the first call, and its advance.</param>
internal sealed record OuterProductRun(
    OuterProductPlan Plan, int Steps, (int Start, int Stride) RowGradients, IReadOnlyList<(int Start, int Stride)> Sources)
{
    /// <summary>A block of the transposed sources should stay in the level-2 cache: about this many floats.</summary>
    private const int BlockFloats = 48 * 1024;

    /// <summary>Samples a block of steps is sized for: a 512-bit vector.</summary>
    private const int TypicalSamples = 16;

    /// <summary>Steps whose sources are transposed and multiplied at a time.</summary>
    public int StepsPerBlock => Math.Min(Steps, Math.Max(2, BlockFloats / (Math.Max(1, Plan.Width) * TypicalSamples)));

    /// <summary>Rows of scratch memory for the transposed sources, one float per sample each.</summary>
    public int TransposedRows => StepsPerBlock * Plan.Width;

    /// <summary>Rows of scratch memory for sums of row gradients, one float per sample each.</summary>
    public int SumRows => Plan.Biases.Count > 0 ? Plan.Rows : 0;

    /// <summary>Floats of scratch memory whatever the number of samples: the product.</summary>
    public int ProductFloats => Plan.IsJoined ? Plan.Rows * Plan.Width : 0;
}

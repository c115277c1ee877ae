namespace RnnGen.Generator.Planning;

/// <summary>An outer product summed over evenly spaced calls.</summary>
/// <param name="Plan">Rows, columns and targets.</param>
/// <param name="Steps">Number of calls.</param>
/// <param name="RowGradients">Row of the gradients at the first call, and its advance.</param>
/// <param name="Sources">Row of each source at the first call, and its advance.</param>
internal sealed record OuterProductRun(
    OuterProductPlan Plan, int Steps, RowSeries RowGradients, IReadOnlyList<RowSeries> Sources) : ISegmentRun<OuterProductRun>
{
    /// <summary>A block of the transposed sources should stay in the level-2 cache: about this many floats.</summary>
    private const int BlockFloats = 48 * 1024;

    /// <summary>Samples a block of steps is sized for: two 512-bit vectors.</summary>
    private const int TypicalSamples = 32;

    /// <summary>Vectors of samples that are summed over at a time.</summary>
    private const int MostVectors = 2;

    public IEnumerable<RowSeries> Series => [RowGradients, .. Sources];

    /// <summary>Steps whose sources are transposed and multiplied at a time.</summary>
    public int StepsPerBlock => Plan.IsThin ? Steps : Math.Min(Steps, Math.Max(2, BlockFloats / (Math.Max(1, Plan.Width) * TypicalSamples)));

    /// <summary>Rows of scratch memory for the transposed sources of two vectors of samples, one float per sample of a vector each.</summary>
    public int TransposedRows => Plan.IsThin ? 0 : MostVectors * StepsPerBlock * Plan.Width;

    /// <summary>Rows of scratch memory for sums of row gradients, one float per sample each.</summary>
    public int SumRows => Plan.Biases.Count > 0 ? Plan.Rows : 0;

    /// <summary>Floats of scratch memory whatever the number of samples: the product.</summary>
    public int ProductFloats => Plan.IsJoined ? Plan.Rows * Plan.Width : 0;

    public bool IsLike(OuterProductRun other) => Steps == other.Steps && (ReferenceEquals(Plan, other.Plan) || Plan.IsLike(other.Plan));

    public OuterProductRun With(IReadOnlyList<RowSeries> series) => this with { RowGradients = series[0], Sources = [.. series.Skip(1)] };
}

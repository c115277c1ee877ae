namespace RnnGen.Generator.Planning;

/// <summary>A number that advances evenly from call to call, and from one segment of the sequence to the next.</summary>
/// <param name="Start">What it is at the first call of the first segment.</param>
/// <param name="Stride">What is added from call to call.</param>
/// <param name="SegmentStride">What is added from segment to segment.</param>
internal readonly record struct RowSeries(int Start, int Stride, int SegmentStride)
{
    /// <summary>What it is at a call of the first segment.</summary>
    public int At(int call) => Start + (call * Stride);
}

using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints time steps.</summary>
internal static class TimeText
{
    /// <summary>A step so many after another: <c>t + 1</c>.</summary>
    public static string Step(string from, int after) => Literal.Plus(from, after);

    /// <summary>The step of a call: of each segment, if there are several.</summary>
    public static string Step(RowSeries series, int call) => Literal.Affine(series.At(call), ("segment", series.SegmentStride));

    /// <summary>The head of a loop over steps.</summary>
    /// <param name="series">The steps.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="block">How many at a time.</param>
    public static string Loop(RowSeries series, int count, int block)
    {
        bool isForward = series.Stride > 0;
        string advance = block == 1 ? isForward ? "t++" : "t--" : (isForward ? "t += " : "t -= ") + Literal.Of(block);
        return series.SegmentStride == 0
            ? $"for (int t = {Literal.Of(series.Start)}; t {(isForward ? "<=" : ">=")} {Literal.Of(series.At(count - 1))}; {advance})"
            : $"for (int t = {Step(series, 0)}, end = {Step("t", count * series.Stride)}; t {(isForward ? "<" : ">")} end; {advance})";
    }
}

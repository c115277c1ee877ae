namespace RnnGen.Generator.Planning;

/// <summary>What is printed once for all segments of a sequence that do the same.</summary>
internal interface ISegmentRun<TRun>
{
    /// <summary>Everything that advances.</summary>
    IEnumerable<RowSeries> Series { get; }

    /// <summary>Whether the other run does the same, but for where it starts.</summary>
    bool IsLike(TRun other);

    /// <summary>The same run with other numbers.</summary>
    TRun With(IReadOnlyList<RowSeries> series);
}

/// <summary>Neighbouring segments that do the same on rows that advance evenly from one to the next.</summary>
/// <param name="First">The first of these segments.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Runs">What each does; numbers start at segment 0, whether or not it is one of them.</param>
internal sealed record SegmentRuns<TRun>(int First, int Count, IReadOnlyList<TRun> Runs)
    where TRun : ISegmentRun<TRun>
{
    /// <summary>Joins segments that are alike.</summary>
    /// <param name="segments">The runs of every segment, in order of execution.</param>
    public static IReadOnlyList<SegmentRuns<TRun>> Join(IReadOnlyList<IReadOnlyList<TRun>> segments)
    {
        var joined = new List<SegmentRuns<TRun>>();
        for (int first = 0; first < segments.Count;)
        {
            int count = 1;
            while (first + count < segments.Count && Continues(segments, first, count))
            {
                count++;
            }

            joined.Add(new SegmentRuns<TRun>(first, count, count == 1 ? segments[first] : Advancing(segments[first], segments[first + 1], first)));
            first += count;
        }

        return joined;
    }

    private static bool Continues(IReadOnlyList<IReadOnlyList<TRun>> segments, int first, int count)
    {
        IReadOnlyList<TRun> next = segments[first + count];
        bool continues = next.Count == segments[first].Count;
        for (int run = 0; continues && run < next.Count; run++)
        {
            RowSeries[] starts = [.. segments[first][run].Series];
            RowSeries[] seconds = [.. segments[first + 1][run].Series];
            RowSeries[] others = [.. next[run].Series];
            continues = segments[first][run].IsLike(next[run]);
            for (int index = 0; continues && index < others.Length; index++)
            {
                continues = others[index].Stride == starts[index].Stride
                    && others[index].Start - starts[index].Start == count * (seconds[index].Start - starts[index].Start);
            }
        }

        return continues;
    }

    private static IReadOnlyList<TRun> Advancing(IReadOnlyList<TRun> runs, IReadOnlyList<TRun> seconds, int first) =>
        [.. runs.Select((run, index) => run.With([.. run.Series.Zip(seconds[index].Series, (series, second) =>
            series with { Start = series.Start - (first * (second.Start - series.Start)), SegmentStride = second.Start - series.Start })]))];
}

namespace RnnGen.Generator.Planning;

/// <summary>
/// How the calls of a model are written: one line per step, which is the textbook's picture, or a loop over the steps. The cost of lines is text, which the compiler of the
/// user's project reads at every build; what they compute takes the same time either way.
/// </summary>
internal sealed class UnrollChoice
{
    private readonly int requested;
    private readonly int longestRun;
    private readonly bool isStraight;

    /// <param name="requested">Steps per block that the declaration asks for; 0 leaves the choice to us.</param>
    /// <param name="lowering">The lowering: the picture is drawn in one of them.</param>
    /// <param name="calls">The calls of the whole model, forward and backward.</param>
    public UnrollChoice(int requested, Lowering lowering, int calls)
    {
        Target target = lowering.Target;
        this.requested = requested;
        isStraight = lowering.ShowsEveryStep && calls <= target.MostStraightLines;
        longestRun = isStraight ? target.LongestStraightRun : target.ShortestLoop - 1;
    }

    /// <summary>Segments that are written together: each by itself where every step is drawn.</summary>
    public IReadOnlyList<SegmentRuns<TRun>> Join<TRun>(IReadOnlyList<IReadOnlyList<TRun>> segments)
        where TRun : ISegmentRun<TRun> =>
        isStraight ? [.. segments.Select((runs, segment) => new SegmentRuns<TRun>(segment, 1, runs))] : SegmentRuns<TRun>.Join(segments);

    /// <summary>Calls per turn of a loop; the whole run where there is none.</summary>
    /// <param name="steps">Calls of the run.</param>
    public int Block(int steps) =>
        requested > 0 ? Math.Min(steps, requested)
        : steps <= longestRun ? steps
        : 1;
}

namespace RnnGen.Generator.Planning;

/// <summary>
/// How the calls of a model are written: one line per step, which is the textbook's picture, or loops over blocks of steps. The
/// cost of lines is text, which the compiler of the user's project reads at every build, and a call with constants for each, about 25 bytes
/// of IL; what they compute takes the same time either way.
/// </summary>
internal sealed class UnrollChoice
{
    private readonly int requested;
    private readonly bool isStraight;
    private readonly int longestStraightRun;
    private readonly int longestBlock;

    /// <param name="requested">Steps per block that the declaration asks for; 0 leaves the choice to us.</param>
    /// <param name="lowering">The lowering: the picture is drawn in one of them.</param>
    /// <param name="layers">The runs of the whole model, on both ways: those of every layer, in its segments.</param>
    public UnrollChoice(int requested, Lowering lowering, IReadOnlyList<IReadOnlyList<IReadOnlyList<CallRun>>> layers)
    {
        Target target = lowering.Target;
        this.requested = requested;
        longestStraightRun = target.LongestStraightRun;
        longestBlock = target.LongestBlock;
        isStraight = lowering.ShowsEveryStep && layers.Sum(segments => segments.Sum(runs => runs.Sum(run => run.Count))) <= target.MostStraightLines;
        if (!isStraight && requested == 0)
        {
            int[] counts = [.. layers.SelectMany(Join).SelectMany(segments => segments.Runs).Select(run => run.Count)];
            while (longestBlock > target.ShortestLongestBlock && counts.Sum(Lines) > target.MostLinesInBlocks)
            {
                longestBlock /= 2;
            }
        }
    }

    /// <summary>Segments that are written together: each by itself where every step is drawn.</summary>
    public IReadOnlyList<SegmentRuns<TRun>> Join<TRun>(IReadOnlyList<IReadOnlyList<TRun>> segments)
        where TRun : ISegmentRun<TRun> =>
        isStraight ? [.. segments.Select((runs, segment) => new SegmentRuns<TRun>(segment, 1, runs))] : SegmentRuns<TRun>.Join(segments);

    /// <summary>Calls per emitted block; the whole run where it is not cut.</summary>
    /// <param name="steps">Calls of the run.</param>
    public int Block(int steps) =>
        requested > 0 ? Math.Min(steps, requested)
        : steps <= (isStraight ? longestStraightRun : longestBlock) ? steps
        : FewestLines(steps);

    /// <summary>The block that, with the calls left over after the loop, takes the fewest lines; the longer one of two equal.</summary>
    private int FewestLines(int steps) => Enumerable.Range(longestBlock / 2, (longestBlock / 2) + 1).Reverse()
        .OrderBy(block => Lines(steps, block))
        .First();

    private int Lines(int steps) => Lines(steps, Block(steps));

    private static int Lines(int steps, int block) => block + (steps % block);
}

namespace RnnGen.Generator.Planning;

/// <summary>
/// How the calls of a model are written: one line per step, which is the textbook's picture, or loops over blocks of steps. The
/// cost of lines is text, which the compiler of the user's project reads at every build, and a call with constants for each, about 25 bytes
/// of IL; what they compute takes the same time either way.
/// </summary>
internal sealed class UnrollChoice
{
    /// <summary>Up to here a run can be lines: methods stay far below the JIT's limit of 60,000 bytes of IL and sources readable.</summary>
    private const int LongestStraightRun = 64;

    /// <summary>Lines of a whole model, of some 120 characters each. Two recurrent layers of 50 steps fit, with their way back.</summary>
    private const int MostStraightLines = 320;

    /// <summary>Steps per block of a run that is not lines.</summary>
    private const int ShortestBlock = 8, LongestBlock = 16;

    private readonly int requested;
    private readonly bool isStraight;

    /// <param name="requested">Steps per block that the declaration asks for; 0 leaves the choice to us.</param>
    /// <param name="lowering">The lowering: the picture is drawn in one of them.</param>
    /// <param name="calls">Calls of the whole model, on both ways.</param>
    public UnrollChoice(int requested, Lowering lowering, int calls)
    {
        this.requested = requested;
        isStraight = lowering.ShowsEveryStep && calls <= MostStraightLines;
    }

    /// <summary>Segments that are written together: each by itself where every step is drawn.</summary>
    public IReadOnlyList<SegmentRuns<TRun>> Join<TRun>(IReadOnlyList<IReadOnlyList<TRun>> segments)
        where TRun : ISegmentRun<TRun> =>
        isStraight ? [.. segments.Select((runs, segment) => new SegmentRuns<TRun>(segment, 1, runs))] : SegmentRuns<TRun>.Join(segments);

    /// <summary>Calls per emitted block; the whole run where it is not cut.</summary>
    /// <param name="steps">Calls of the run.</param>
    public int Block(int steps) =>
        requested > 0 ? Math.Min(steps, requested)
        : steps <= (isStraight ? LongestStraightRun : LongestBlock) ? steps
        : FewestLines(steps);

    /// <summary>The block that, with the calls left over after the loop, takes the fewest lines; the longer one of two equal.</summary>
    private static int FewestLines(int steps) => Enumerable.Range(ShortestBlock, LongestBlock - ShortestBlock + 1).Reverse()
        .OrderBy(block => block + (steps % block))
        .First();
}

namespace RnnGen.Generator.Planning;

/// <summary>How a run of equal calls is written: one line per step, or a loop over blocks of steps.</summary>
internal static class UnrollChoice
{
    /// <summary>
    /// Up to here every step is its own line. A line is a call with constants, about 25 bytes of IL: methods stay far below
    /// the JIT's limit of 60,000 and sources readable.
    /// </summary>
    private const int LongestStraightLine = 64;

    /// <summary>Steps per block of a longer run.</summary>
    private const int BlockSteps = 16;

    /// <summary>Calls per emitted block; the whole run where it is not cut.</summary>
    /// <param name="steps">Calls of the run.</param>
    /// <param name="requested">What the declaration asks for; 0 leaves the choice to us.</param>
    public static int Block(int steps, int requested) =>
        requested > 0 ? Math.Min(steps, requested)
        : steps <= LongestStraightLine ? steps
        : BlockSteps;
}

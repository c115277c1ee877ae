namespace RnnGen.Generator.Planning;

/// <summary>
/// What plans know of the machines that emitted code runs on, and of the JIT that compiles it: passes take every size from here. The values are one compromise for all x64
/// machines, because one text runs on all of them; where they come from is in FINDINGS.md.
/// </summary>
internal sealed record Target
{
    /// <summary>Floats of the longest vector, 512 bit.</summary>
    public const int VectorUnits = 16;

    /// <summary>Rows of a packed tile, four vectors of 512 bit.</summary>
    public const int PackedTileRows = 64;

    public static Target Default { get; } = new();

    /// <summary>What planning does for the machines.</summary>
    public Passes Passes { get; init; } = new();

    /// <summary>Where lanes hold samples, and a row is up to two vectors of 64 bytes.</summary>
    public LoweringLimits Samples { get; init; } = new(MethodOperations: 80, CachedRows: 4 * 1024, ManyRows: 64 * 1024, RowsPerPage: 64);

    /// <summary>Where lanes hold units, and a row is a float.</summary>
    public LoweringLimits Units { get; init; } = new(MethodOperations: 180, CachedRows: 128 * 1024, ManyRows: 512 * 1024, RowsPerPage: 1024);

    /// <summary>
    /// Most rows of a tile of samples: with two vectors each, 16 accumulators leave registers for the operands on every x64 machine with AVX-512. Where there are sixteen
    /// registers in all, such a tile is halved.
    /// </summary>
    public int TileRows { get; init; } = 8;

    /// <summary>Rows of two vectors from which on multiply–adds, two a cycle, no longer wait for each other: four cycles each.</summary>
    public int BusyRows { get; init; } = 4;

    /// <summary>Cycles that the loop around a tile's multiply–adds takes.</summary>
    public double LoopCycles { get; init; } = 0.75;

    /// <summary>Vectors of rows in a tile of units.</summary>
    public int TileVectors { get; init; } = 4;

    /// <summary>Sums of its own for each vector of such a tile, so that eight multiply–adds are under way at once.</summary>
    public int TileChains { get; init; } = 2;

    /// <summary>Sums of a vector that is computed alone.</summary>
    public int VectorChains { get; init; } = 4;

    /// <summary>Multiply–adds of a gate kernel under way at once, so that their latency does not matter.</summary>
    public int GateChains { get; init; } = 8;

    /// <summary>Gates that multiply one vector at a time: two sums of two vectors each are twelve registers of sixteen.</summary>
    public int GatesAtOnce { get; init; } = 3;

    /// <summary>Weights of 24 KB: with step buffers and tables beside them they leave the smallest level-1 caches, of 32 KB.</summary>
    public int CachedWeights { get; init; } = 6 * 1024;

    /// <summary>Rows of the smallest register tile of an outer product.</summary>
    public int OuterProductRows { get; init; } = 4;

    /// <summary>Floats of a block of transposed sources that stays in the level-2 cache, 192 KB.</summary>
    public int TransposedFloats { get; init; } = 48 * 1024;

    /// <summary>Samples that a block of steps is sized for, two vectors of 512 bit.</summary>
    public int TypicalSamples { get; init; } = 32;

    /// <summary>Vectors of samples that outer products sum over at a time.</summary>
    public int SummedVectors { get; init; } = 2;

    /// <summary>
    /// Steps of the shortest segment of the backward pass, where there are as many: each reads and writes the gradient of all parameters once, which few steps would not be worth.
    /// </summary>
    public int FewestSegmentSteps { get; init; } = 4;

    /// <summary>Steps of the shortest stretch of a prediction: each begins with every layer's weights anew.</summary>
    public int FewestPredictedSteps { get; init; } = 8;

    /// <summary>Calls that a run without loops may have: methods stay far below the JIT's limit of 60,000 bytes of IL, and sources readable.</summary>
    public int LongestStraightRun { get; init; } = 64;

    /// <summary>Lines of a model without loops, of some 45 characters each. Four recurrent layers of 50 steps fit, with their backward pass.</summary>
    public int MostStraightLines { get; init; } = 640;

    /// <summary>Calls that are a loop where not every step has a line: as many lines as it takes itself.</summary>
    public int ShortestLoop { get; init; } = 4;
}

/// <summary>Sizes that depend on what the lanes of a vector hold.</summary>
/// <param name="MethodOperations">
/// Operations of a method. The JIT stops inlining once a method has 512 locals, and every operation on vectors takes some: on a pair of vectors of samples three inlined calls each,
/// of which two functions and 15 operations inline completely and three functions do not; on vectors of units one.
/// </param>
/// <param name="CachedRows">Rows of row gradients that stay in the level-2 cache beside weights and step buffers: half a megabyte.</param>
/// <param name="ManyRows">Rows of step buffers from which on a prediction does not keep them all: some megabytes.</param>
/// <param name="RowsPerPage">Rows in 4 KB.</param>
internal sealed record LoweringLimits(int MethodOperations, int CachedRows, int ManyRows, int RowsPerPage);

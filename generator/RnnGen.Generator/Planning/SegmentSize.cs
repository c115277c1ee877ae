namespace RnnGen.Generator.Planning;

/// <summary>
/// How the backward pass through a layer is divided. The row gradients of a segment are used up, in outer products and for the layer below, before the
/// next segment (earlier steps) puts its own in their place: so they never leave the level-2 cache.
/// </summary>
internal sealed class SegmentSize
{
    /// <param name="calls">Calls to go back through.</param>
    /// <param name="rowsPerCall">Rows of row gradients that each leaves.</param>
    /// <param name="room">About how many rows of row gradients stay in the cache.</param>
    /// <param name="fewestSteps">See <see cref="Target.FewestSegmentSteps"/>.</param>
    public SegmentSize(int calls, int rowsPerCall, int room, int fewestSteps)
        : this(calls, Math.Max(fewestSteps, Nearest(room, Math.Max(1, rowsPerCall))))
    {
    }

    private SegmentSize(int calls, int most)
    {
        Steps = Math.Max(1, Ceiling(calls, Math.Max(1, Ceiling(calls, most))));
        Count = Math.Max(1, Ceiling(calls, Steps));
    }

    /// <summary>Number of segments, at least 1.</summary>
    public int Count { get; }

    /// <summary>Steps of every segment; the last one may have fewer.</summary>
    public int Steps { get; }

    /// <summary>A number of segments that is known.</summary>
    public static SegmentSize Of(int calls, int count) => new(calls, Math.Max(1, Ceiling(calls, count)));

    /// <summary>The place in its segment of a call, in order of time.</summary>
    /// <param name="call">Its number in the order of the backward pass.</param>
    public int Position(int call) => Steps - 1 - (call % Steps);

    /// <summary>Divides what belongs to the calls, in the order of the backward pass.</summary>
    public IReadOnlyList<IReadOnlyList<T>> Divide<T>(IReadOnlyList<T> items) =>
        [.. Enumerable.Range(0, Count).Select(segment => items.Skip(segment * Steps).Take(Steps).ToArray())];

    private static int Ceiling(int dividend, int divisor) => (dividend / divisor) + (dividend % divisor > 0 ? 1 : 0);

    private static int Nearest(int dividend, int divisor) => (dividend / divisor) + (dividend % divisor * 2 >= divisor ? 1 : 0);
}

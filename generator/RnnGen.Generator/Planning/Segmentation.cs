namespace RnnGen.Generator.Planning;

/// <summary>
/// How the way back through a layer is divided. The row gradients of a segment are used up, in outer products and for the layer below, before the
/// next segment (earlier steps) puts its own in their place: so they never leave the level-2 cache.
/// </summary>
internal sealed class Segmentation
{
    /// <summary>
    /// No segment is shorter while there are as many steps: each reads and writes the gradient of all parameters once, which few steps would not be worth.
    /// </summary>
    private const int FewestSteps = 4;

    /// <param name="calls">Calls to go back through.</param>
    /// <param name="rowsPerCall">Rows of row gradients that each leaves.</param>
    /// <param name="room">Rows of row gradients that stay in the cache.</param>
    public Segmentation(int calls, int rowsPerCall, int room)
    {
        int most = Math.Max(FewestSteps, room / Math.Max(1, rowsPerCall));
        int count = Math.Max(1, Ceiling(calls, most));
        Steps = Math.Max(1, Ceiling(calls, count));
        Count = Math.Max(1, Ceiling(calls, Steps));
        Rows = Steps * rowsPerCall;
    }

    /// <summary>Number of segments, at least 1.</summary>
    public int Count { get; }

    /// <summary>Steps of every segment; the last one may have fewer.</summary>
    public int Steps { get; }

    /// <summary>Rows that the row gradients of one segment take.</summary>
    public int Rows { get; }

    private static int Ceiling(int dividend, int divisor) => (dividend / divisor) + (dividend % divisor > 0 ? 1 : 0);

    /// <summary>Divides what belongs to the calls, in the order of the way back.</summary>
    public IReadOnlyList<IReadOnlyList<T>> Divide<T>(IReadOnlyList<T> calls) =>
        [.. Enumerable.Range(0, Count).Select(segment => calls.Skip(segment * Steps).Take(Steps).ToArray())];
}

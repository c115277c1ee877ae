namespace RnnGen.Generator.Planning;

/// <summary>
/// How many rows of a matrix product are accumulated at a time. Each row holds one accumulator per vector of samples; the
/// vector of samples is loaded once for all of them.
/// </summary>
internal static class TileChoice
{
    /// <summary>
    /// Two vectors of samples for each row: 16 accumulators leave registers for the operands on every x64 machine with AVX-512. Where there are sixteen registers in all, such a
    /// tile is divided.
    /// </summary>
    private const int MostRows = 8;

    /// <summary>Whether a tile is halved at run time where registers are too few for the sums of all its rows.</summary>
    public static bool IsDivisible(int tile) => tile == MostRows;

    /// <summary>The tile with the least cost over all rows, the remainder included; the larger one of two equal.</summary>
    public static int Rows(int rows)
    {
        int best = Math.Min(rows, MostRows);
        for (int tile = best - 1; tile >= 1; tile--)
        {
            if (Cost(rows, tile) < Cost(rows, best))
            {
                best = tile;
            }
        }

        return best;
    }

    /// <summary>Cycles of one summand of all rows.</summary>
    private static double Cost(int rows, int tile) => (rows / tile * Cost(tile)) + (rows % tile > 0 ? Cost(rows % tile) : 0);

    /// <summary>
    /// Cycles of one summand of a tile: two multiply–adds a cycle for two vectors per row, but no less than their latency of
    /// four, and a little for the loop.
    /// </summary>
    private static double Cost(int tile) => Math.Max(tile, 4) + 0.75;
}

namespace RnnGen.Generator.Planning;

/// <summary>
/// How many rows of a matrix product are accumulated at a time. Each row holds one accumulator per vector of samples; the
/// vector of samples is loaded once for all of them.
/// </summary>
internal sealed class TileChoice(Target target)
{
    /// <summary>Whether a tile is halved at run time where registers are too few for the sums of all its rows.</summary>
    public bool IsDivisible(int tile) => tile == target.TileRows;

    /// <summary>The tile with the least cost over all rows, the remainder included; the larger one of two equal.</summary>
    public int Rows(int rows)
    {
        int best = Math.Min(rows, target.TileRows);
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
    private double Cost(int rows, int tile) => (rows / tile * Cost(tile)) + (rows % tile > 0 ? Cost(rows % tile) : 0);

    /// <summary>
    /// Cycles of one summand of a tile: two multiply–adds a cycle for two vectors per row, but no less than their latency, and a little for the loop.
    /// </summary>
    private double Cost(int tile) => Math.Max(tile, target.BusyRows) + target.LoopCycles;
}

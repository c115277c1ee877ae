namespace RnnGen.Numerics;

/// <summary>
/// One part of a matrix's rows, for work that several threads divide among themselves. Every row belongs to exactly one part, and what is
/// computed for a row does not depend on the division, so neither do the bits of the result.
/// </summary>
public readonly struct RowShare
{
    /// <summary>Rows that a register tile holds: parts begin at whole tiles.</summary>
    private const int Tile = 8;

    private readonly int part;
    private readonly int parts;

    /// <summary>Part number <paramref name="part"/> of <paramref name="parts"/>.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public RowShare(int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        this.part = part;
        this.parts = parts;
    }

    /// <summary>All rows.</summary>
    public static RowShare Whole => new(0, 1);

    /// <summary>The rows of the part.</summary>
    /// <param name="rows">Rows of the matrix, 0 or more.</param>
    /// <returns>The first row, and how many there are; possibly none.</returns>
    public (int First, int Count) Of(int rows)
    {
        int tiles = (rows + Tile - 1) / Tile;
        int first = tiles * part / parts * Tile;
        return (first, Math.Min(rows, tiles * (part + 1) / parts * Tile) - first);
    }
}

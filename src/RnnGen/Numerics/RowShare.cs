using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// One part of a matrix's rows, for work that several threads divide among themselves. Every row belongs to exactly one part, and what is
/// computed for a row does not depend on the division, so neither do the bits of the result. Each row is a sum over the samples of one or two vectors.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowShare
{
    /// <summary>Rows that a register tile holds: parts begin at whole tiles.</summary>
    private const int Tile = 8;

    private readonly int part;
    private readonly int parts;
    private readonly int vectors;
    private readonly int vectorStride;

    /// <summary>Part number <paramref name="part"/> of <paramref name="parts"/>, for sums over one vector of samples.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    internal RowShare(int part, int parts)
        : this(part, parts, vectors: 1, vectorStride: 0)
    {
    }

    /// <summary>Part number <paramref name="part"/> of <paramref name="parts"/>.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">At least 1.</param>
    /// <param name="vectors">Vectors of samples to sum over, at least 1.</param>
    /// <param name="vectorStride">Rows of a workspace from one vector's to the next's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    internal RowShare(int part, int parts, int vectors, int vectorStride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        this.part = part;
        this.parts = parts;
        this.vectors = vectors;
        this.vectorStride = vectorStride;
    }

    /// <summary>Vectors of samples to sum over.</summary>
    internal int Vectors => vectors;

    /// <summary>Rows of a workspace from one vector's to the next's.</summary>
    internal int VectorStride => vectorStride;

    /// <summary>All rows, for sums over one vector of samples.</summary>
    internal static RowShare Whole => new(0, 1);

    /// <summary>
    /// Those of some neighbouring rows of a matrix that belong to the part. Which rows these are is decided for the matrix as a whole:
    /// however its rows are grouped, each is worked on by the same part.
    /// </summary>
    /// <param name="total">Rows of the matrix.</param>
    /// <param name="first">The first of the rows in question.</param>
    /// <param name="count">How many are in question.</param>
    /// <returns>Rows counted from <paramref name="first"/>; possibly none.</returns>
    internal RowRange Of(int total, int first, int count)
    {
        int tiles = (total + Tile - 1) / Tile;
        int begin = Math.Clamp((tiles * part / parts * Tile) - first, 0, count);
        int end = Math.Clamp((tiles * (part + 1) / parts * Tile) - first, 0, count);
        return new RowRange(begin, end - begin, vectors, vectorStride);
    }
}

/// <summary>Neighbouring rows of a matrix, and what they are summed over.</summary>
/// <param name="First">The first one.</param>
/// <param name="Count">How many, possibly 0.</param>
/// <param name="Vectors">Vectors of samples, at least 1.</param>
/// <param name="VectorStride">Rows of a workspace from one vector's to the next's.</param>
internal readonly record struct RowRange(int First, int Count, int Vectors = 1, int VectorStride = 0);

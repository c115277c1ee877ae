using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>Makes the copy of the parameters in which rows of a product lie side by side.</summary>
public static class ParameterPacking
{
    /// <summary>Floats of the longest vector: units of a gate are padded to a multiple of it.</summary>
    private const int VectorUnits = 16;

    /// <summary>Rows that kernels accumulate at a time; gates that consist of such tiles are cut into them.</summary>
    private const int TileRows = 64;

    /// <summary>
    /// Copies a matrix [gates · units, columns] to [columns, gates · padded units], or, where units are a multiple of 64, to [gates · units / 64,
    /// columns, 64]. Padding is left as it is: zero.
    /// </summary>
    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the matrix.</param>
    /// <param name="gates">Blocks of rows.</param>
    /// <param name="units">Rows of a block.</param>
    /// <param name="columns">Columns; 1 for a vector.</param>
    /// <param name="to">Offset of the copy.</param>
    public static void Transpose(Span<float> storage, int from, int gates, int units, int columns, int to)
    {
        int padded = Pad(units);
        if (units % TileRows == 0)
        {
            Transpose(storage, from, gates * (units / TileRows), TileRows, columns, to, TileRows * columns, TileRows);
        }
        else
        {
            Transpose(storage, from, gates, units, columns, to, padded, gates * padded);
        }
    }

    /// <summary>
    /// Copies a matrix [gates · units, columns] to [units / 16, columns, gates, 16], the last units padded: all that sixteen units are computed with
    /// stands together. Padding is left as it is: zero.
    /// </summary>
    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the matrix.</param>
    /// <param name="gates">Blocks of rows.</param>
    /// <param name="units">Rows of a block.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="to">Offset of the copy.</param>
    public static void Interleave(Span<float> storage, int from, int gates, int units, int columns, int to)
    {
        int pitch = gates * VectorUnits;
        for (int unit = 0; unit < units; unit += VectorUnits)
        {
            int rows = Math.Min(VectorUnits, units - unit);
            for (int gate = 0; gate < gates; gate++)
            {
                Transpose(storage, from + (((gate * units) + unit) * columns), 1, rows, columns, to + (unit / VectorUnits * columns * pitch) + (gate * VectorUnits), 0, pitch);
            }
        }
    }

    /// <summary>Adds a vector to one that has been copied.</summary>
    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the vector.</param>
    /// <param name="count">Its length.</param>
    /// <param name="to">Offset of the other in the copy.</param>
    public static void Add(Span<float> storage, int from, int count, int to)
    {
        Span<float> sum = storage.Slice(to, count);
        TensorPrimitives.Add(sum, storage.Slice(from, count), sum);
    }

    private static int Pad(int units) => (units + VectorUnits - 1) / VectorUnits * VectorUnits;

    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the matrix.</param>
    /// <param name="blocks">Blocks of rows.</param>
    /// <param name="rows">Rows of a block.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="to">Offset of the copy.</param>
    /// <param name="distance">Distance of two blocks in the copy.</param>
    /// <param name="pitch">Distance of two columns in the copy.</param>
    private static void Transpose(Span<float> storage, int from, int blocks, int rows, int columns, int to, int distance, int pitch)
    {
        for (int block = 0; block < blocks; block++)
        {
            Transposition.Transpose(
                ref MemoryMarshal.GetReference(storage.Slice(from + (block * rows * columns), rows * columns)),
                columns,
                ref MemoryMarshal.GetReference(storage.Slice(to + (block * distance), ((columns - 1) * pitch) + rows)),
                pitch,
                rows,
                columns);
        }
    }
}

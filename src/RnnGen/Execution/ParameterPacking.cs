using System.Runtime.InteropServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>Makes the copy of the parameters in which rows of a product lie side by side.</summary>
public static class ParameterPacking
{
    /// <summary>Floats of the longest vector: units of a gate are padded to a multiple of it.</summary>
    private const int Alignment = 16;

    /// <summary>
    /// Copies a matrix [gates · units, columns] to [columns, gates · padded units]. Padding is left as it is: zero.
    /// </summary>
    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the matrix.</param>
    /// <param name="gates">Blocks of rows.</param>
    /// <param name="units">Rows of a block.</param>
    /// <param name="columns">Columns; 1 for a vector.</param>
    /// <param name="to">Offset of the copy.</param>
    public static void Transpose(Span<float> storage, int from, int gates, int units, int columns, int to)
    {
        int padded = (units + Alignment - 1) / Alignment * Alignment;
        int width = gates * padded;
        for (int gate = 0; gate < gates; gate++)
        {
            Transposition.Transpose(
                ref MemoryMarshal.GetReference(storage.Slice(from + (gate * units * columns), units * columns)),
                columns,
                ref MemoryMarshal.GetReference(storage.Slice(to + (gate * padded), ((columns - 1) * width) + units)),
                width,
                units,
                columns);
        }
    }
}

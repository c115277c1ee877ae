using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Makes the copy of the parameters in which rows of a product lie side by side.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterPacking
{
    /// <summary>
    /// Copies equal matrices that follow each other, so that a column's elements lie side by side in blocks of rows. Row r, column c of matrix m goes to
    /// to + m · matrixStride + (r / block) · blockStep + c · pitch + r % block. What lies between is left as it is: zero.
    /// </summary>
    /// <param name="storage">Both copies.</param>
    /// <param name="from">Offset of the first matrix.</param>
    /// <param name="to">Offset of its copy.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="matrixStride">Distance of two copies.</param>
    /// <param name="rows">Rows of a matrix.</param>
    /// <param name="columns">Columns; 1 for a vector.</param>
    /// <param name="block">Rows of a block.</param>
    /// <param name="blockStep">Distance of two blocks.</param>
    /// <param name="pitch">Distance of two columns of a block.</param>
    public static void Pack(Span<float> storage, int from, int to, int count, int matrixStride, int rows, int columns, int block, int blockStep, int pitch)
    {
        for (int matrix = 0; matrix < count; matrix++)
        {
            for (int row = 0; row < rows; row += block)
            {
                int inBlock = Math.Min(block, rows - row);
                Transposition.Transpose(
                    ref MemoryMarshal.GetReference(storage.Slice(from + (((matrix * rows) + row) * columns), inBlock * columns)),
                    columns,
                    ref MemoryMarshal.GetReference(storage.Slice(to + (matrix * matrixStride) + (row / block * blockStep), ((columns - 1) * pitch) + inBlock)),
                    pitch,
                    inBlock,
                    columns);
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
}

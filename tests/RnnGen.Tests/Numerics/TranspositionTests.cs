using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

public sealed class TranspositionTests
{
    private const float Untouched = 777f;

    [Fact]
    public void Rows_become_columns_and_nothing_else_is_written()
    {
        for (int rows = 0; rows <= 37; rows++)
        {
            for (int columns = 0; columns <= 37; columns++)
            {
                AssertTransposes(rows, columns, columns + (rows % 3), rows + (columns % 4));
            }
        }
    }

    [Fact]
    public void Long_rows_may_begin_anywhere_in_a_cache_line()
    {
        for (int offset = 0; offset < 16; offset++)
        {
            foreach (int length in (int[])[64, 75, 96, 111])
            {
                AssertTransposes(16, length, 112, 16, sourceOffset: offset);
                AssertTransposes(18, length, 112, 19, sourceOffset: offset);
                AssertTransposes(length, 16, 16, 112, destinationOffset: offset);
                AssertTransposes(length, 18, 19, 112, destinationOffset: offset);
                AssertTransposes(length, length, 112, 112, offset, 15 - offset);
            }
        }
    }

    private static void AssertTransposes(int rows, int columns, int sourceStride, int destinationStride, int sourceOffset = 0, int destinationOffset = 0)
    {
        float[] source = [.. Enumerable.Range(-sourceOffset, sourceOffset + (rows * sourceStride) + 1).Select(i => (float)i)];
        float[] destination = new float[destinationOffset + (columns * destinationStride) + 1];
        Array.Fill(destination, Untouched);
        Transposition.Transpose(ref source[sourceOffset], sourceStride, ref destination[destinationOffset], destinationStride, rows, columns);
        for (int i = -destinationOffset; i < destination.Length - destinationOffset; i++)
        {
            (int c, int r) = destinationStride > 0 && i >= 0 ? (i / destinationStride, i % destinationStride) : (columns, 0);
            Assert.Equal(r < rows && c < columns ? (r * sourceStride) + c : Untouched, destination[destinationOffset + i]);
        }
    }
}

using RnnGen.Numerics;

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
                int sourceStride = columns + (rows % 3);
                int destinationStride = rows + (columns % 4);
                float[] source = [.. Enumerable.Range(0, (rows * sourceStride) + 1).Select(i => (float)i)];
                float[] destination = new float[(columns * destinationStride) + 1];
                Array.Fill(destination, Untouched);
                Transposition.Transpose(ref source[0], sourceStride, ref destination[0], destinationStride, rows, columns);
                for (int i = 0; i < destination.Length; i++)
                {
                    (int c, int r) = destinationStride > 0 ? (i / destinationStride, i % destinationStride) : (columns, 0);
                    Assert.Equal(r < rows && c < columns ? (r * sourceStride) + c : Untouched, destination[i]);
                }
            }
        }
    }
}

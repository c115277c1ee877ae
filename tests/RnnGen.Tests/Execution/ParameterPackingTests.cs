using RnnGen.Runtime;

namespace RnnGen.Tests.Execution;

/// <summary>The copy of the parameters that single sequences are computed with.</summary>
public sealed class ParameterPackingTests
{
    [Theory]
    [InlineData(4, 5, 3, 16, 16)] // gates side by side
    [InlineData(3, 16, 4, 16, 16)]
    [InlineData(4, 33, 2, 16, 16)]
    [InlineData(1, 128, 2, 64, 0)] // tiles
    [InlineData(1, 5, 3, 5, 0)] // one beside the other
    [InlineData(4, 5, 1, 5, 16)] // vectors
    public void Every_element_is_where_the_layout_says_and_nothing_else_is_touched(int count, int rows, int columns, int block, int matrixStride)
    {
        int pitch = block < rows || matrixStride == block ? count * block : (block + 15) / 16 * 16, blockStep = pitch * columns;
        int from = 7, to = from + (count * rows * columns);
        float[] storage = [.. Enumerable.Range(1, to).Select(static number => (float)number), .. new float[(rows + block - 1) / block * blockStep * count]];
        float[] expected = [.. storage];
        for (int element = 0; element < count * rows * columns; element++)
        {
            (int matrix, int row, int column) = (element / columns / rows, element / columns % rows, element % columns);
            expected[to + (matrix * matrixStride) + (row / block * blockStep) + (column * pitch) + (row % block)] = storage[from + element];
        }

        ParameterPacking.Pack(storage, from, to, count, matrixStride, rows, columns, block, blockStep, pitch);

        Assert.Equal(expected, storage);
        Assert.Equal(count * rows * columns, storage[to..].Count(static value => value != 0));
    }

    [Fact]
    public void A_vector_is_added_to_the_copy_of_another()
    {
        float[] storage = [1, 2, 3, 10, 20, 30, 0, 0, 0];
        ParameterPacking.Pack(storage, from: 0, to: 6, count: 1, matrixStride: 0, rows: 3, columns: 1, block: 3, blockStep: 0, pitch: 16);

        ParameterPacking.Add(storage, 3, 3, 6);

        Assert.Equal([1, 2, 3, 10, 20, 30, 11, 22, 33], storage);
    }
}

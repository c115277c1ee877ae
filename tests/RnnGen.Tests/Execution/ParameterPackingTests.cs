using RnnGen.Execution;

namespace RnnGen.Tests.Execution;

/// <summary>The copy of the parameters that single sequences are computed with.</summary>
public sealed class ParameterPackingTests
{
    [Theory]
    [InlineData(2, 5, 3)]
    [InlineData(3, 16, 4)]
    [InlineData(4, 17, 2)]
    [InlineData(3, 32, 3)]
    [InlineData(4, 33, 2)]
    public void Gates_are_interleaved_by_blocks_of_sixteen_units(int gates, int units, int columns)
    {
        const int width = 16;
        int blocks = (units + width - 1) / width, from = 7, to = from + (gates * units * columns);
        float[] storage = [.. Enumerable.Range(1, to).Select(number => (float)number), .. new float[blocks * width * gates * columns]];

        ParameterPacking.Interleave(storage, from, gates, units, columns, to);

        for (int index = 0; index < storage.Length - to; index++)
        {
            (int block, int inBlock) = Math.DivRem(index, columns * gates * width);
            (int column, int inColumn) = Math.DivRem(inBlock, gates * width);
            (int gate, int lane) = Math.DivRem(inColumn, width);
            int unit = (block * width) + lane;
            Assert.Equal(unit < units ? storage[from + (((gate * units) + unit) * columns) + column] : 0, storage[to + index]);
        }
    }

    [Theory]
    [InlineData(1, 5, 3)]
    [InlineData(4, 5, 1)]
    [InlineData(1, 128, 2)]
    public void Other_matrices_are_transposed_in_tiles_where_units_are_a_multiple_of_64(int gates, int units, int columns)
    {
        int padded = (units + 15) / 16 * 16, tile = units % 64 == 0 ? 64 : gates * padded;
        float[] storage = [.. Enumerable.Range(1, gates * units * columns).Select(number => (float)number), .. new float[gates * padded * columns]];
        int to = gates * units * columns;

        ParameterPacking.Transpose(storage, 0, gates, units, columns, to);

        for (int index = 0; index < storage.Length - to; index++)
        {
            (int tileIndex, int inTile) = Math.DivRem(index, tile * columns);
            (int column, int inColumn) = Math.DivRem(inTile, tile);
            (int gate, int unit) = Math.DivRem((tileIndex * tile) + inColumn, padded);
            Assert.Equal(unit < units ? storage[(((gate * units) + unit) * columns) + column] : 0, storage[to + index]);
        }
    }

    [Fact]
    public void A_vector_is_added_to_the_copy_of_another()
    {
        float[] storage = [1, 2, 3, 10, 20, 30, 0, 0, 0];
        ParameterPacking.Transpose(storage, 0, 1, 3, 1, 6);

        ParameterPacking.Add(storage, 3, 3, 6);

        Assert.Equal([1, 2, 3, 10, 20, 30, 11, 22, 33], storage);
    }
}

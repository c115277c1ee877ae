using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Parameter gradients where a row is one float: sums over the steps of one sequence and of several.</summary>
public sealed class SequenceOuterProductsTests
{
    private const int Rows = 13, Columns = 21, Steps = 37, Stride = 48, VectorStride = 2000;
    private static readonly RowRange[] Ranges = [new(0, Rows), new(8, 5), new(0, 0), new(0, Rows, 2, VectorStride), new(8, 5, 3, VectorStride)];

    [Theory]
    [InlineData(0, Stride)]
    [InlineData((Steps - 1) * Stride, -Stride)]
    public void Weights_are_summed_over_steps_and_sequences(int gradientRow, int stride)
    {
        float[] workspace = Integers();
        foreach (RowRange rows in Ranges)
        {
            float[] result = new float[Rows * Columns], expected = new float[Rows * Columns];
            OuterProducts.AccumulateSequences(rows, ref workspace[0], gradientRow, stride, Steps, 16, Stride, Columns, ref result[0]);
            ForEach(rows, (row, sequence, step) =>
            {
                float gradient = workspace[(sequence * VectorStride) + gradientRow + (step * stride) + row];
                for (int column = 0; column < Columns; column++)
                {
                    expected[(row * Columns) + column] += gradient * workspace[(sequence * VectorStride) + 16 + (step * Stride) + column];
                }
            });
            Assert.Equal(expected, result);
        }
    }

    [Fact]
    public void Biases_are_summed_over_steps_and_sequences()
    {
        float[] workspace = Integers();
        foreach (RowRange rows in Ranges)
        {
            float[] result = new float[Rows], expected = new float[Rows];
            OuterProducts.SumSteps(rows, ref workspace[0], 5, Stride, Steps, ref result[0]);
            ForEach(rows, (row, sequence, step) => expected[row] += workspace[(sequence * VectorStride) + 5 + (step * Stride) + row]);
            Assert.Equal(expected, result);
        }
    }

    private static void ForEach(RowRange rows, Action<int, int, int> act)
    {
        for (int row = rows.First; row < rows.First + rows.Count; row++)
        {
            for (int sequence = 0; sequence < rows.Vectors; sequence++)
            {
                for (int step = 0; step < Steps; step++)
                {
                    act(row, sequence, step);
                }
            }
        }
    }

    /// <summary>Whole numbers, so that sums are exact in any order.</summary>
    private static float[] Integers()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 3 * VectorStride).Select(_ => (float)random.Next(-8, 9))];
    }
}

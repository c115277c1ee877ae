using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Parameter gradients in the words that emitted code has for them: a gradient of all parameters, of which rows of two tensors and their biases are added to.</summary>
public sealed class OuterProductsInStepsTests
{
    private const int Rows = 11, FirstRow = 5, Total = 24, Left = 5, Right = 9, Steps = 7, Stride = 64;

    // Behind each other: weights of both sources and two vectors of biases, from the first row in question.
    private const int LeftWeights = 3, RightWeights = LeftWeights + (Rows * Left), Biases = RightWeights + (Rows * Right), Parameters = Biases + Rows + 2;

    // Rows of the workspace at step 0; sources begin with whole vectors, as one sequence needs them.
    private static readonly StridedRows Gradients = new(1, Stride), LeftSource = new(16, Stride), RightSource = new(32, Stride);

    public static TheoryData<int, int> Shares => new() { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 2, 3 } };

    [Theory]
    [MemberData(nameof(Shares))]
    public void Batches_transpose_and_multiply_each_source_or_all_of_them_block_by_block(int part, int parts)
    {
        float[] workspace = Integers(NativeVector.Count);
        var share = new RowShare(part, parts);
        foreach (int block in (int[])[1, 3, Steps, 100])
        {
            float[] apart = new float[Parameters], joined = new float[Parameters], scratch = new float[(Steps * 32 * NativeVector.Count) + (2 * 32 * 32)];
            Run(share, workspace, scratch, apart, block, joins: false);
            Run(share, workspace, scratch, joined, block, joins: true);

            float[] expected = Expected(share, workspace, NativeVector.Count, Steps);
            Assert.Equal(expected, apart);
            Assert.Equal(expected, joined);
        }
    }

    [Fact]
    public void Few_rows_of_a_batch_are_multiplied_as_they_lie()
    {
        float[] workspace = Integers(NativeVector.Count), gradients = new float[Parameters];
        float unused = 0;
        var products = new BatchOuterProducts<NativeVector>(RowShare.Whole, ref workspace[0], ref gradients[0], ref unused, ref unused, ref unused, Steps);
        products.Begin(Total, FirstRow, Rows, Gradients);
        while (products.Next(2))
        {
            products.MultiplyRows(LeftSource, Left, LeftWeights);
            products.MultiplyRows(RightSource, Right, RightWeights);
        }

        Assert.Equal(Expected(RowShare.Whole, workspace, NativeVector.Count, Steps)[..Biases], gradients[..Biases]);
    }

    [Theory]
    [MemberData(nameof(Shares))]
    public void Sequences_multiply_sources_as_they_lie(int part, int parts)
    {
        float[] workspace = Integers(1);
        var share = new RowShare(part, parts);
        foreach (int steps in (int[])[1, Steps])
        {
            float[] gradients = new float[Parameters];
            var products = new SequenceOuterProducts(share, ref workspace[0], ref gradients[0], steps);
            products.Begin(Total, FirstRow, Rows, Gradients);
            products.Multiply(LeftSource, Left, LeftWeights);
            products.Multiply(RightSource, Right, RightWeights);
            products.AddRows(Biases);

            Assert.Equal(Expected(share, workspace, 1, steps), gradients);
        }
    }

    [Fact]
    public void Rows_of_steps_are_found_further_on_and_later()
    {
        Assert.Equal(new StridedRows(13, -4), new StridedRows(10, -4) + 3);
        Assert.Equal(new StridedRows(2, -4), new StridedRows(10, -4).From(2));
    }

    private static void Run(RowShare share, float[] workspace, float[] scratch, float[] gradients, int block, bool joins)
    {
        const int Width = 32;
        int sums = Steps * Width * NativeVector.Count;
        var products = new BatchOuterProducts<NativeVector>(
            share, ref workspace[0], ref gradients[0], ref scratch[0], ref scratch[sums], ref scratch[sums + (32 * 32)], Steps);
        products.Begin(Total, FirstRow, Rows, Gradients);
        products.ClearSums();
        products.ClearProduct(Width);
        while (products.Next(block))
        {
            products.Transpose(LeftSource, Left, Width, 0);
            products.Transpose(RightSource, Right, Width, joins ? Left : 16);
            if (joins)
            {
                products.MultiplyAll(Width);
            }
            else
            {
                products.Multiply(Width, 0, Left, LeftWeights);
                products.Multiply(Width, 16, Right, RightWeights);
            }

            products.AddToSums();
        }

        products.AddSums(Biases);
        if (joins)
        {
            products.AddProduct(Width, 0, Left, LeftWeights);
            products.AddProduct(Width, Left, Right, RightWeights);
        }
    }

    private static float[] Expected(RowShare share, float[] workspace, int lanes, int steps)
    {
        float[] gradients = new float[Parameters];
        RowRange rows = share.Of(Total, FirstRow, Rows);
        for (int row = rows.First; row < rows.First + rows.Count; row++)
        {
            for (int term = 0; term < steps * lanes; term++)
            {
                float At(StridedRows place, int index) => workspace[((place.From(term / lanes).First + index) * lanes) + (term % lanes)];
                float gradient = At(Gradients, row);
                gradients[Biases + row] += gradient;
                for (int column = 0; column < Left; column++)
                {
                    gradients[LeftWeights + (row * Left) + column] += gradient * At(LeftSource, column);
                }

                for (int column = 0; column < Right; column++)
                {
                    gradients[RightWeights + (row * Right) + column] += gradient * At(RightSource, column);
                }
            }
        }

        return gradients;
    }

    /// <summary>Whole numbers, so that sums are exact in any order.</summary>
    private static float[] Integers(int lanes)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, (Steps + 1) * Stride * lanes).Select(_ => (float)random.Next(-8, 9))];
    }
}

using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>
/// Deferred weight gradients against the triple loop that defines them, for one kind of vectors. Values are small integers, so every
/// order of summation is exact and results must be equal to the bit.
/// </summary>
internal static class OuterProductsTests<T> where T : struct, IVector<T>
{
    private const float Untouched = 777f;

    public static void TransposeSteps_turns_rows_of_lanes_into_rows_of_features()
    {
        foreach ((int steps, int features, int stride, int column) in (ReadOnlySpan<(int, int, int, int)>)
            [(1, 1, 1, 0), (3, 5, 7, 2), (2, 16, 40, 16), (4, 33, 33, 0), (3, 4, -6, 1), (2, 3, 0, 5)])
        {
            int width = Padded(column + features);
            int firstRow = stride < 0 ? -stride * (steps - 1) : 1;
            float[] workspace = Integers(1, (firstRow + (Math.Abs(stride) * steps) + features) * T.Count);
            float[] destination = Filled(steps * T.Count * width);
            OuterProducts.TransposeSteps<T>(new RowRange(0, 1), ref workspace[0], firstRow, stride, steps, features, ref destination[0], width, column);
            for (int i = 0; i < destination.Length; i++)
            {
                (int step, int lane, int f) = (i / width / T.Count, i / width % T.Count, (i % width) - column);
                bool written = f >= 0 && f < features && step < steps;
                Assert.Equal(written ? workspace[((firstRow + (step * stride) + f) * T.Count) + lane] : Untouched, destination[i]);
            }
        }
    }

    public static void Sums_of_rows_are_added_over_steps_and_then_over_lanes()
    {
        foreach ((int rows, int steps, int stride) in (ReadOnlySpan<(int, int, int)>)[(1, 1, 1), (9, 4, 11), (17, 3, -17), (8, 2, 8)])
        {
            int firstRow = stride < 0 ? -stride * (steps - 1) : 1;
            float[] workspace = Integers(3, (firstRow + (Math.Abs(stride) * steps) + rows) * T.Count);
            float[] sums = Filled(rows * T.Count);
            float[] result = Filled(rows);
            OuterProducts.Clear(new RowRange(0, rows), ref sums[0], T.Count);
            OuterProducts.AddSteps<T>(new RowRange(0, rows), ref workspace[0], firstRow, stride, steps, ref sums[0]);
            OuterProducts.AddLanes<T>(new RowRange(0, rows), ref sums[0], ref result[0]);

            float[] expected = Filled(rows);
            for (int r = 0; r < rows; r++)
            {
                for (int i = 0; i < steps * T.Count; i++)
                {
                    expected[r] += workspace[((firstRow + (i / T.Count * stride) + r) * T.Count) + (i % T.Count)];
                }
            }

            Assert.Equal(expected, result);
            Assert.All(sums[(rows * T.Count)..], value => Assert.Equal(Untouched, value));
        }
    }

    public static void Sums_over_two_vectors_are_those_of_one_and_then_the_other()
    {
        const int Rows = 13, Columns = 21, Steps = 5, VectorStride = 100;
        int width = Padded(Columns);
        float[] workspace = Integers(5, (VectorStride + (Steps * (Rows + Columns))) * T.Count);
        float[] together = Sum(new RowRange(0, Rows, 2, VectorStride), 0);
        float[] first = Sum(new RowRange(0, Rows), 0);
        float[] second = Sum(new RowRange(0, Rows), VectorStride);
        Assert.NotEqual(first, second);
        Assert.Equal(first.Zip(second, static (left, right) => left + right), together);

        float[] Sum(RowRange rows, int origin)
        {
            float[] transposed = new float[2 * Steps * T.Count * width];
            float[] sums = new float[Rows * T.Count];
            float[] result = new float[Rows * (Columns + 1)];
            OuterProducts.TransposeSteps<T>(rows, ref workspace[0], origin + Rows, Rows + Columns, Steps, Columns, ref transposed[0], width, 0);
            OuterProducts.Accumulate<T>(rows, ref workspace[0], origin, Rows + Columns, Steps, ref transposed[0], width, 0, Columns, ref result[0], Columns);
            OuterProducts.AddSteps<T>(rows, ref workspace[0], origin, Rows + Columns, Steps, ref sums[0]);
            OuterProducts.AddLanes<T>(rows, ref sums[0], ref result[Rows * Columns]);
            return result;
        }
    }

    public static void Few_rows_are_multiplied_without_transposing()
    {
        const int VectorStride = 300;
        foreach ((int rows, int columns, int steps, int stride) in (ReadOnlySpan<(int, int, int, int)>)
            [(1, 1, 1, 0), (1, 8, 5, 12), (3, 7, 4, 11), (2, 14, 6, -17), (3, 130, 2, 140)])
        {
            int gradientRow = stride < 0 ? -stride * (steps - 1) : 1, sourceRow = gradientRow + rows;
            float[] workspace = Integers(rows, (VectorStride + sourceRow + (Math.Max(0, stride) * steps) + columns) * T.Count);
            foreach (RowRange range in (RowRange[])[new(0, rows), new(rows - 1, 1), new(0, 0), new(0, rows, 2, VectorStride)])
            {
                float[] result = Filled(rows * columns);
                OuterProducts.AccumulateRows<T>(range, ref workspace[0], gradientRow, stride, steps, sourceRow, stride, columns, ref result[0]);

                float[] expected = Filled(rows * columns);
                for (int i = range.First * columns; i < (range.First + range.Count) * columns; i++)
                {
                    for (int term = 0; term < range.Vectors * steps * T.Count; term++)
                    {
                        int lane = term % T.Count, row = (term / T.Count % steps * stride) + (term / T.Count / steps * VectorStride);
                        expected[i] += workspace[((gradientRow + row + (i / columns)) * T.Count) + lane] * workspace[((sourceRow + row + (i % columns)) * T.Count) + lane];
                    }
                }

                Assert.Equal(expected, result);
            }
        }
    }

    public static void Columns_of_a_product_are_added_to_a_tensor()
    {
        float[] product = Integers(4, 11 * 48);
        float[] tensor = Filled(11 * 21);
        OuterProducts.AddColumns(new RowRange(0, 11), ref product[0], 48, 16, 21, ref tensor[0]);

        float[] expected = Filled(11 * 21);
        for (int i = 0; i < 11 * 21; i++)
        {
            expected[i] += product[(i / 21 * 48) + 16 + (i % 21)];
        }

        Assert.Equal(expected, tensor);
    }

    public static void Accumulate_adds_the_sum_over_steps_and_lanes()
    {
        var random = new Random(7);
        for (int rows = 1; rows <= 40; rows++)
        {
            for (int columns = rows % 5 + 1; columns <= 70; columns += 5)
            {
                CheckAccumulate(random, rows, columns, steps: 1 + random.Next(9), firstColumn: 16 * random.Next(2));
            }
        }
    }

    public static void Accumulate_crosses_blocks_of_steps() => CheckAccumulate(new Random(8), rows: 13, columns: 37, steps: 70, firstColumn: 0);

    public static void Accumulate_walks_backwards_through_a_reverse_direction() =>
        CheckAccumulate(new Random(9), rows: 12, columns: 20, steps: 67, firstColumn: 16, backwards: true);

    public static void Accumulate_without_steps_changes_nothing() => CheckAccumulate(new Random(10), rows: 9, columns: 5, steps: 0, firstColumn: 0);

    public static void Bits_do_not_depend_on_the_division_of_labour_or_on_the_vector_width()
    {
        const int Rows = 29, Columns = 61, Steps = 37;
        int width = Padded(Columns);
        var random = new Random(11);
        float[] workspace = [.. Enumerable.Range(0, Steps * Rows * T.Count).Select(_ => (random.NextSingle() * 2) - 1)];
        float[] transposed = [.. Enumerable.Range(0, Steps * T.Count * width).Select(_ => (random.NextSingle() * 2) - 1)];
        float[] whole = new float[Rows * Columns];
        OuterProducts.Accumulate<T>(new RowRange(0, Rows), ref workspace[0], 0, Rows, Steps, ref transposed[0], width, 0, Columns, ref whole[0], Columns);

        float[] parts = new float[Rows * Columns];
        foreach ((int first, int end) in (ReadOnlySpan<(int, int)>)[(0, 11), (11, 12), (12, 29)])
        {
            foreach ((int left, int right) in (ReadOnlySpan<(int, int)>)[(48, 61), (0, 48)])
            {
                OuterProducts.Accumulate<T>(
                    new RowRange(0, end - first), ref workspace[0], first, Rows, Steps, ref transposed[0], width, left, right - left,
                    ref parts[(first * Columns) + left], Columns);
            }
        }

        float[] shares = new float[Rows * Columns];
        for (int part = 2; part >= 0; part--)
        {
            OuterProducts.Accumulate<T>(new RowShare(part, 3).Of(Rows, 0, Rows), ref workspace[0], 0, Rows, Steps, ref transposed[0], width, 0, Columns, ref shares[0], Columns);
        }

        float[] narrow = new float[Rows * Columns];
        OuterProducts.Accumulate<T, NativeVector>(
            new RowRange(0, Rows), ref workspace[0], 0, Rows, Steps, ref transposed[0], 0, width, 0, Columns, ref narrow[0], Columns);
        float[] wide = new float[Rows * Columns];
        OuterProducts.Accumulate<T, NativeVector512>(
            new RowRange(0, Rows), ref workspace[0], 0, Rows, Steps, ref transposed[0], 0, width, 0, Columns, ref wide[0], Columns);

        Assert.Equal(whole, parts);
        Assert.Equal(whole, shares);
        Assert.Equal(whole, narrow);
        Assert.Equal(whole, wide);
        for (int i = 0; i < whole.Length; i++)
        {
            double exact = 0;
            for (int term = 0; term < Steps * T.Count; term++)
            {
                float d = workspace[(((term / T.Count * Rows) + (i / Columns)) * T.Count) + (term % T.Count)];
                exact += (double)d * transposed[(term * width) + (i % Columns)];
            }

            Assert.Equal(exact, whole[i], 1e-4);
        }
    }

    private static void CheckAccumulate(Random random, int rows, int columns, int steps, int firstColumn, bool backwards = false)
    {
        int seed = random.Next();
        int stride = rows + random.Next(3);
        int gradientRow = 2 + (backwards ? Math.Max(steps - 1, 0) * stride : 0);
        int stepStride = backwards ? -stride : stride;
        int width = Padded(firstColumn + columns);
        int resultStride = columns + random.Next(3);
        float[] workspace = Integers(seed, (2 + (Math.Max(steps, 1) * stride) + rows) * T.Count);

        // What surrounds the columns is NaN: it may be read, but must not reach the result.
        float[] transposed = Integers(seed + 1, Math.Max(steps, 1) * T.Count * width);
        for (int i = 0; i < transposed.Length; i++)
        {
            if (i % width < firstColumn || i % width >= firstColumn + columns)
            {
                transposed[i] = float.NaN;
            }
        }

        float[] result = Filled(rows * resultStride);
        float[] narrow = [.. result], wide = [.. result];
        OuterProducts.Accumulate<T>(
            new RowRange(0, rows), ref workspace[0], gradientRow, stepStride, steps, ref transposed[0], width, firstColumn, columns, ref result[0], resultStride);
        OuterProducts.Accumulate<T, NativeVector>(
            new RowRange(0, rows), ref workspace[0], gradientRow, stepStride, steps, ref transposed[0], 0, width, firstColumn, columns, ref narrow[0], resultStride);
        OuterProducts.Accumulate<T, NativeVector512>(
            new RowRange(0, rows), ref workspace[0], gradientRow, stepStride, steps, ref transposed[0], 0, width, firstColumn, columns, ref wide[0], resultStride);

        float[] expected = Filled(rows * resultStride);
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                double sum = 0;
                for (int step = 0; step < steps; step++)
                {
                    for (int lane = 0; lane < T.Count; lane++)
                    {
                        sum += (double)workspace[((gradientRow + (step * stepStride) + r) * T.Count) + lane]
                            * transposed[(((step * T.Count) + lane) * width) + firstColumn + c];
                    }
                }

                expected[(r * resultStride) + c] += (float)sum;
            }
        }

        Assert.Equal(expected, result);
        Assert.Equal(expected, narrow);
        Assert.Equal(expected, wide);
    }

    private static int Padded(int columns) => (columns + OuterProducts.Alignment - 1) / OuterProducts.Alignment * OuterProducts.Alignment;

    private static float[] Integers(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.Next(-8, 9))];
    }

    private static float[] Filled(int length)
    {
        float[] values = new float[length + OuterProducts.Alignment];
        Array.Fill(values, Untouched);
        return values;
    }
}

public sealed class VectorOuterProductsTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(OuterProductsTests<NativeVector>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(OuterProductsTests<NativeVector>), name);
}

public sealed class Vector512OuterProductsTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(OuterProductsTests<NativeVector512>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(OuterProductsTests<NativeVector512>), name);
}

using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

public class ParameterInitializationTests
{
    [Fact]
    public void Glorot_uniform_fills_the_interval_of_its_formula()
    {
        float[] values = new float[60_000];
        ParameterInitialization.GlorotUniform(values, fanIn: 200, fanOut: 300, new RandomSource(1));
        double limit = Math.Sqrt(6.0 / 500);
        Assert.All(values, value => Assert.InRange(value, -limit, limit));
        Assert.True(values.Max() > 0.999 * limit && values.Min() < -0.999 * limit);
        Assert.Equal(0, values.Average(), limit / 80);
        // Var U(−a, a) = a²/3 = 2 / (fanIn + fanOut).
        Assert.Equal(2.0 / 500, values.Average(value => value * (double)value), 2.0 / 500 / 50);
    }

    [Fact]
    public void Glorot_uniform_is_reproducible()
    {
        float[] Draw(long seed)
        {
            float[] values = new float[10];
            ParameterInitialization.GlorotUniform(values, 3, 4, new RandomSource(seed));
            return values;
        }

        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(80, 20)]
    [InlineData(20, 80)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(256, 64)]
    [InlineData(191, 250)]
    [InlineData(192, 192)]
    [InlineData(768, 192)]
    [InlineData(200, 333)]
    [InlineData(515, 514)]
    public void Orthogonal_matrices_have_orthonormal_columns_or_rows(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        ParameterInitialization.Orthogonal(values, rows, columns, new RandomSource(2));
        bool byRows = rows <= columns;
        int count = Math.Min(rows, columns);
        int size = Math.Max(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0;
                for (int k = 0; k < size; k++)
                {
                    double left = byRows ? values[(i * columns) + k] : values[(k * columns) + i];
                    double right = byRows ? values[(j * columns) + k] : values[(k * columns) + j];
                    product += left * right;
                }

                Assert.True(Math.Abs((i == j ? 1 : 0) - product) < 5e-7, $"vectors {i} and {j}: {product}");
            }
        }
    }

    [Theory]
    [InlineData(192, 192)] // the smallest that is computed in blocks
    [InlineData(193, 770)]
    [InlineData(770, 193)]
    [InlineData(512, 600)] // on several threads
    public void Large_orthogonal_matrices_are_those_of_a_textbook_s_QR(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        RandomSource random = new(9);
        ParameterInitialization.Orthogonal(values, rows, columns, random);

        int count = Math.Min(rows, columns);
        RandomSource again = new(9);
        double[][] expected = HouseholderQr(again, count, Math.Max(rows, columns));
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < expected[i].Length; k++)
            {
                float value = rows <= columns ? values[(i * columns) + k] : values[(k * columns) + i];
                Assert.True(Math.Abs(expected[i][k] - value) < 3e-8, $"vector {i}, element {k}: {value} instead of {expected[i][k]}");
            }
        }

        Assert.Equal(again.NextUInt64(), random.NextUInt64());
    }

    [Fact]
    public void A_constant_fills_its_tensor_alone()
    {
        float[] values = new float[5];

        ParameterInitialization.Constant(values.AsSpan(1, 3), 0.5f);

        Assert.Equal([0f, 0.5f, 0.5f, 0.5f, 0f], values);
    }

    [Fact]
    public void Orthogonal_matrices_have_no_preferred_sign_or_place()
    {
        // Without the sign correction of QR the first entry would mostly be of one sign.
        const int Draws = 4000;
        RandomSource random = new(3);
        double[] sums = new double[9];
        double[] squares = new double[9];
        float[] values = new float[9];
        for (int i = 0; i < Draws; i++)
        {
            ParameterInitialization.Orthogonal(values, 3, 3, random);
            for (int k = 0; k < 9; k++)
            {
                sums[k] += values[k] / (double)Draws;
                squares[k] += values[k] * (double)values[k] / Draws;
            }
        }

        Assert.All(sums, mean => Assert.Equal(0, mean, 0.046)); // five standard errors
        Assert.All(squares, square => Assert.Equal(1.0 / 3, square, 0.024));
    }

    [Fact]
    public void A_span_of_the_wrong_length_is_rejected()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => ParameterInitialization.Orthogonal(new float[5], 2, 3, new RandomSource(0)));
        Assert.Equal("values", error.ParamName);
        Assert.Contains("has 6 values, but the span holds 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fan_below_one_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ParameterInitialization.GlorotUniform(new float[5], 0, 3, new RandomSource(0)));

    /// <summary>Q of a normal matrix's QR decomposition with a positive diagonal of R, by reflections; [count][size].</summary>
    private static double[][] HouseholderQr(RandomSource random, int count, int size)
    {
        double[][] a = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextNormal()).ToArray())];
        double[][] reflections = new double[count][];
        bool[] isNegative = new bool[count];
        static void Reflect(double[] reflection, double[] vector, int from)
        {
            double product = 0;
            for (int k = from; k < vector.Length; k++)
            {
                product += reflection[k] * vector[k];
            }

            for (int k = from; k < vector.Length; k++)
            {
                vector[k] -= 2 * product * reflection[k];
            }
        }

        for (int i = 0; i < count; i++)
        {
            double[] reflection = new double[size];
            double norm = Math.Sqrt(a[i].Skip(i).Sum(value => value * value));
            Array.Copy(a[i], i, reflection, i, size - i);
            isNegative[i] = a[i][i] > 0;
            reflection[i] += isNegative[i] ? norm : -norm;
            double length = Math.Sqrt(reflection.Sum(value => value * value));
            reflections[i] = [.. reflection.Select(value => value / length)];
            for (int j = i + 1; j < count; j++)
            {
                Reflect(reflections[i], a[j], i);
            }
        }

        double[][] q = new double[count][];
        for (int i = 0; i < count; i++)
        {
            q[i] = new double[size];
            q[i][i] = isNegative[i] ? -1 : 1;
            for (int j = i; j >= 0; j--)
            {
                Reflect(reflections[j], q[i], j);
            }
        }

        return q;
    }
}

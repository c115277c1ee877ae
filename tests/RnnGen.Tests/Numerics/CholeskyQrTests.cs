using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

public class CholeskyQrTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(17, 40)]
    [InlineData(63, 129)]
    [InlineData(70, 80)]
    [InlineData(130, 257)]
    public void Vectors_become_orthonormal_to_rounding_and_each_keeps_to_the_side_it_was_on(int count, int size)
    {
        CholeskyQr vectors = Draw(count, size);
        CholeskyQr before = Draw(count, size);

        Assert.True(vectors.TryOrthonormalize(threads: 2));

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(0, Product(vectors, i, vectors, j, size), 1e-14);
                // R is upper triangular: a vector is made of those before it and itself.
                Assert.Equal(0, Product(vectors, i, before, j, size), 1e-11);
            }

            Assert.Equal(1, Product(vectors, i, vectors, i, size), 1e-14);
            Assert.True(Product(vectors, i, before, i, size) > 0);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_number_of_threads_does_not_change_a_bit(int threads)
    {
        CholeskyQr alone = Draw(150, 170);
        CholeskyQr together = Draw(150, 170);
        Assert.True(alone.TryOrthonormalize(threads: 1));
        Assert.True(together.TryOrthonormalize(threads));
        Assert.Equal(Checksum(alone, 150, 170), Checksum(together, 150, 170));
    }

    [Fact]
    public void The_bits_are_the_same_on_every_processor()
    {
        CholeskyQr vectors = Draw(100, 130);
        Assert.True(vectors.TryOrthonormalize(threads: 1));
        Assert.Equal(17894541262954041642UL, Checksum(vectors, 100, 130));
    }

    [Theory]
    [InlineData(1e-4, true)]
    [InlineData(1e-7, false)]
    [InlineData(0, false)]
    public void Vectors_that_are_nearly_dependent_are_reported(double distance, bool isPossible)
    {
        CholeskyQr vectors = Draw(90, 110);
        for (int k = 0; k < 110; k++)
        {
            vectors[89, k] = vectors[17, k] + (distance * vectors[89, k]);
        }

        Assert.Equal(isPossible, vectors.TryOrthonormalize(threads: 1));
        if (isPossible)
        {
            Assert.Equal(0, Product(vectors, 17, vectors, 89, 110), 1e-14);
        }
    }

    private static CholeskyQr Draw(int count, int size)
    {
        RandomSource random = new(6);
        CholeskyQr vectors = new(count, size);
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < size; k++)
            {
                vectors[i, k] = random.NextNormal();
            }
        }

        return vectors;
    }

    private static double Product(CholeskyQr left, int i, CholeskyQr right, int j, int size)
    {
        double product = 0;
        for (int k = 0; k < size; k++)
        {
            product += left[i, k] * right[j, k];
        }

        return product;
    }

    private static ulong Checksum(CholeskyQr vectors, int count, int size)
    {
        ulong sum = 14695981039346656037;
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < size; k++)
            {
                sum = unchecked((sum ^ BitConverter.DoubleToUInt64Bits(vectors[i, k])) * 1099511628211);
            }
        }

        return sum;
    }
}

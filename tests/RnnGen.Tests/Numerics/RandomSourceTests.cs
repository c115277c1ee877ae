using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

public class RandomSourceTests
{
    [Fact]
    public void The_generator_is_xoshiro256_starstar()
    {
        // The published sequence of the state 1, 2, 3, 4.
        RandomSource random = new(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.All(expected, value => Assert.Equal(value, random.NextUInt64()));
    }

    [Fact]
    public void A_seed_is_expanded_by_SplitMix64()
    {
        // SplitMix64's first four values for seed 0.
        RandomSource expected = new(0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC);
        RandomSource seeded = new(0);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(expected.NextUInt64(), seeded.NextUInt64());
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_sequences_and_others_do_not()
    {
        static double[] Draw(long seed)
        {
            RandomSource random = new(seed);
            return [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? random.NextNormal() : random.NextDouble())];
        }

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
        Assert.NotEqual(Draw(7), Draw(-7));
    }

    [Fact]
    public void Uniform_numbers_lie_in_their_interval_and_have_its_moments()
    {
        RandomSource random = new(1);
        const int Count = 200_000;
        double single = 0, singleSquare = 0, sum = 0, square = 0;
        for (int i = 0; i < Count; i++)
        {
            float s = random.NextSingle();
            double d = random.NextDouble();
            Assert.InRange(s, 0f, 0.99999994f);
            Assert.InRange(d, 0, 0.99999999999999989);
            single += s;
            singleSquare += s * s;
            sum += d;
            square += d * d;
        }

        // Five standard errors of the mean of U(0, 1) and of its square.
        Assert.Equal(0.5, single / Count, 0.0033);
        Assert.Equal(1.0 / 3, singleSquare / Count, 0.0034);
        Assert.Equal(0.5, sum / Count, 0.0033);
        Assert.Equal(1.0 / 3, square / Count, 0.0034);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_and_tails_of_a_normal_distribution()
    {
        RandomSource random = new(2);
        const int Count = 200_000;
        double[] moments = new double[5];
        int beyondTwo = 0;
        for (int i = 0; i < Count; i++)
        {
            double x = random.NextNormal();
            beyondTwo += Math.Abs(x) > 2 ? 1 : 0;
            for (int power = 1; power <= 4; power++)
            {
                moments[power] += Math.Pow(x, power) / Count;
            }
        }

        // Five standard errors each: √(Var xᵏ / n).
        Assert.Equal(0, moments[1], 0.012);
        Assert.Equal(1, moments[2], 0.016);
        Assert.Equal(0, moments[3], 0.044);
        Assert.Equal(3, moments[4], 0.11);
        Assert.Equal(0.0455, beyondTwo / (double)Count, 0.0024);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(127, false)]
    [InlineData(128, false)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(100_001, true)]
    public void Many_normal_numbers_are_those_that_come_one_by_one(int count, bool isOneDrawn)
    {
        RandomSource random = new(8);
        RandomSource again = new(8);
        if (isOneDrawn)
        {
            Assert.Equal(again.NextNormal(), random.NextNormal());
        }

        double[] values = new double[count];
        random.NextNormals(values);
        Assert.All(values, value => Assert.Equal(BitConverter.DoubleToInt64Bits(again.NextNormal()), BitConverter.DoubleToInt64Bits(value)));
        Assert.Equal(again.NextNormal(), random.NextNormal());
        Assert.Equal(again.NextUInt64(), random.NextUInt64());
    }

    [Fact]
    public void The_logarithm_agrees_with_that_of_the_platform()
    {
        RandomSource random = new(3);
        for (int i = 0; i < 100_000; i++)
        {
            double x = random.NextDouble() * Math.Pow(2, -random.NextInt32(100));
            if (x > 0)
            {
                double expected = Math.Log(x);
                Assert.Equal(expected, RandomSource.Logarithm(x), (Math.Abs(expected) * 1e-15) + 1e-16);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Bounded_integers_are_uniform(int bound)
    {
        RandomSource random = new(4);
        int[] counts = new int[bound];
        const int Count = 100_000;
        for (int i = 0; i < Count; i++)
        {
            counts[random.NextInt32(bound)]++;
        }

        double expected = Count / (double)bound;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 0, 40); // nine degrees of freedom exceed 40 once in 10⁵
    }

    [Fact]
    public void Bounded_integers_repeat_draws_that_would_favour_some_values()
    {
        // With bound 3·2²⁹ a plain multiplication would make every third value rarer by a third than the others.
        RandomSource random = new(5);
        const int Bound = 3 << 29;
        int[] remainders = new int[3];
        for (int i = 0; i < 90_000; i++)
        {
            int value = random.NextInt32(Bound);
            Assert.InRange(value, 0, Bound - 1);
            remainders[value % 3]++;
        }

        Assert.All(remainders, count => Assert.InRange(count, 29_300, 30_700));
    }

    [Fact]
    public void A_bound_below_one_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(0).NextInt32(0));

    [Fact]
    public void Shuffling_reaches_every_order_equally_often()
    {
        RandomSource random = new(6);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < 24_000; i++)
        {
            int[] values = [0, 1, 2, 3];
            random.Shuffle(values);
            string order = string.Join(",", values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000), 0, 65); // 23 degrees of freedom
    }
}

using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Every operation of <see cref="IVector{T}"/> against scalar arithmetic, for one implementation.</summary>
internal static class VectorTests<T> where T : struct, IVector<T>
{
    private static readonly float[] Interesting =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 3.7f, -3.2f, 1e-3f, 1e10f, -1e10f, 1.1754944e-38f, 1e-40f, -1e-45f,
        3.4028235e38f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.1f, 7f,
    ];

    private delegate T Operation(T a, T b, T c);

    public static void Arithmetic_equals_scalar_arithmetic()
    {
        Check((a, b, _) => a + b, (a, b, _) => a + b);
        Check((a, b, _) => a - b, (a, b, _) => a - b);
        Check((a, b, _) => a * b, (a, b, _) => a * b);
        Check((a, b, _) => a / b, (a, b, _) => a / b);
        Check((a, _, _) => -a, (a, _, _) => -a);
        Check(T.MultiplyAdd, MultiplyAdd);
        Check((_, b, c) => T.MultiplyAdd(0.1f, b, c), (_, b, c) => MultiplyAdd(0.1f, b, c));
        Check((a, b, _) => T.MultiplyAdd(a, b, 0.3f), (a, b, _) => MultiplyAdd(a, b, 0.3f));
        Check((_, b, _) => T.MultiplyAdd(0.1f, b, 0.3f), (_, b, _) => MultiplyAdd(0.1f, b, 0.3f));
        Check((a, _, _) => T.Sqrt(a), (a, _, _) => MathF.Sqrt(a));
        Check((a, _, _) => T.Round(a), (a, _, _) => MathF.Round(a));
        Check((a, _, _) => T.Abs(a), (a, _, _) => MathF.Abs(a));
        Check((a, b, _) => T.CopySign(a, b), (a, b, _) => MathF.CopySign(a, b));
    }

    /// <summary>Rounded once where the processor does it in one instruction, else twice.</summary>
    private static float MultiplyAdd(float a, float b, float c) => FusedMultiplyAdd.IsSupported ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c;

    public static void Functions_by_tables_are_there_where_tables_are()
    {
        if (!T.HasTables)
        {
            Assert.ThrowsAny<NotSupportedException>(() => T.SigmoidByTables(T.Broadcast(1f)));
            Assert.ThrowsAny<NotSupportedException>(() => T.TanhByTables(T.Broadcast(1f)));
            return;
        }

        Assert.All(Lanes(T.SigmoidByTables(T.Broadcast(1f))), static actual => Assert.Equal(0.731058579f, actual, 3e-7f));
        Assert.All(Lanes(T.TanhByTables(T.Broadcast(1f))), static actual => Assert.Equal(0.761594156f, actual, 3e-7f));
    }

    public static void The_sum_is_that_of_all_lanes_and_reductions_of_each_vector_stay_there()
    {
        for (int at = 0; at < T.Count; at++)
        {
            float[] lanes = [.. Enumerable.Range(0, T.Count).Select(lane => lane == at ? 100f : -lane)];
            T value = T.Load(ref lanes[0], 0);
            Assert.Equal(lanes.Sum(), T.Sum(value));
            AssertOfEach(lanes, T.SumOfEach(value), vector => vector.Sum());
            AssertOfEach(lanes, T.LargestOfEach(value), vector => vector.Max());

            lanes[at] = float.NaN;
            value = T.Load(ref lanes[0], 0);
            Assert.True(float.IsNaN(T.Sum(value)));
            AssertOfEach(lanes, T.SumOfEach(value), vector => vector.Sum());
            AssertOfEach(lanes, T.LargestOfEach(value), vector => vector.Any(float.IsNaN) ? float.NaN : vector.Max());
        }
    }

    public static void Vectors_share_what_is_loaded_as_shared_and_have_memory_of_their_own_elsewhere()
    {
        float[] memory = [.. Enumerable.Range(1, 3 * T.Count).Select(number => (float)number)];
        float[] own = Lanes(T.Load(ref memory[0], 1));
        for (int vector = 0; vector < T.Count / T.Pitch; vector++)
        {
            Range lanes = (vector * T.Pitch)..((vector + 1) * T.Pitch);
            float[] shared = memory[T.Pitch..(2 * T.Pitch)];
            Assert.Equal(memory[((vector + 1) * T.Pitch)..((vector + 2) * T.Pitch)], own[lanes]);
            Assert.Equal(shared, Lanes(T.LoadShared(ref memory[0], 1))[lanes]);
            Assert.Equal(shared.Select(factor => (2f * factor) + 3f), Lanes(T.MultiplyAdd(T.Broadcast(2f), ref memory[0], 1, T.Broadcast(3f)))[lanes]);
            Assert.All(Lanes(T.Broadcast(ref memory[0], 2))[lanes], lane => Assert.Equal(memory[(vector * T.Pitch) + 2], lane));
        }
    }

    public static void Max_and_min_give_NaN_if_either_is_NaN()
    {
        Check((a, b, _) => T.Max(a, b), (a, b, _) => MathF.Max(a, b));
        Check((a, b, _) => T.Min(a, b), (a, b, _) => MathF.Min(a, b));
    }

    public static void Limits_keep_NaN()
    {
        Check((a, _, _) => T.AtLeast(a, T.Broadcast(-1.25f)), (a, _, _) => MathF.Max(a, -1.25f));
        Check((a, _, _) => T.AtMost(a, T.Broadcast(1.25f)), (a, _, _) => MathF.Min(a, 1.25f));
    }

    public static void Selections_treat_comparisons_with_NaN_as_false()
    {
        Check((a, b, c) => T.IfGreater(a, b, c, a), (a, b, c) => a > b ? c : a);
        Check((a, b, c) => T.IfEqual(a, b, c, a), (a, b, c) => a == b ? c : a);
    }

    public static void Exponent_and_significand_take_a_number_apart()
    {
        foreach (float x in (float[])[1f, 1.5f, 0.75f, 1.1754944e-38f, 3.4028235e38f, 12345.678f, 8f, 7.9999995f])
        {
            float exponent = First(T.Exponent(T.Broadcast(x)));
            float significand = First(T.Significand(T.Broadcast(x)));
            Assert.Equal(MathF.ILogB(x), exponent);
            Assert.InRange(significand, 1f, MathF.BitDecrement(2f));
            Assert.Equal(x, MathF.ScaleB(significand, (int)exponent));
            Assert.Equal(x, First(T.ScaleByPowerOfTwo(T.Broadcast(significand), T.Broadcast(exponent))));
        }
    }

    public static void Where_there_are_tables_exponents_are_rounded_down()
    {
        for (float exponent = -120; T.HasTables && exponent < 120; exponent += 0.0625f)
        {
            Assert.Equal(MathF.ScaleB(5.3f, (int)MathF.Floor(exponent)), First(T.Scale(T.Broadcast(5.3f), T.Broadcast(exponent))));
        }
    }

    public static void Scale_rounds_once_into_subnormals_and_overflows_to_infinity()
    {
        foreach (float x in (float[])[0.5f, 1f, 1.9999999f, -1.3333334f, 0.70710677f])
        {
            for (int exponent = -252; exponent <= 254; exponent++)
            {
                // The double product is exact, so the conversion rounds once.
                float expected = (float)Math.ScaleB(x, exponent);
                Assert.Equal(expected, First(T.Scale(T.Broadcast(x), T.Broadcast(exponent))));
            }
        }
    }

    public static void The_low_bits_of_a_shifted_number_become_a_power_of_two()
    {
        for (int n = -126; n <= 127; n++)
        {
            T shifted = T.Broadcast(n + 0.25f) + T.Broadcast(12582912f + 127f);
            Assert.Equal(MathF.ScaleB(1f, n), First(T.ExponentFromLowBits(shifted)));
        }
    }

    private static void AssertOfEach(float[] lanes, T actual, Func<float[], float> reduction)
    {
        foreach ((float[] vector, float[] reduced) in lanes.Chunk(T.Pitch).Zip(Lanes(actual).Chunk(T.Pitch)))
        {
            Assert.All(reduced, lane => Assert.Equal(reduction(vector), lane));
        }
    }

    private static float[] Lanes(T value)
    {
        var lanes = new float[T.Count];
        T.Store(ref lanes[0], 0, value);
        return lanes;
    }

    private static float First(T value)
    {
        float[] lanes = Lanes(value);
        Assert.All(lanes, lane => Assert.Equal(lanes[0], lane));
        return lanes[0];
    }

    /// <summary>Compares all triples of interesting values bit by bit (any NaN equals any other), mixed over the lanes.</summary>
    private static void Check(Operation operation, Func<float, float, float, float> scalar)
    {
        int count = Interesting.Length;
        int triples = count * count * count;
        float[] a = new float[T.Count], b = new float[T.Count], c = new float[T.Count], actual = new float[T.Count];
        for (int start = 0; start < triples; start += T.Count)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                int index = (start + lane) % triples;
                a[lane] = Interesting[index % count];
                b[lane] = Interesting[index / count % count];
                c[lane] = Interesting[index / count / count];
            }

            T.Store(ref actual[0], 0, operation(T.Load(ref a[0], 0), T.Load(ref b[0], 0), T.Load(ref c[0], 0)));
            for (int lane = 0; lane < T.Count; lane++)
            {
                float expected = scalar(a[lane], b[lane], c[lane]);
                bool same = float.IsNaN(expected)
                    ? float.IsNaN(actual[lane])
                    : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual[lane]);
                Assert.True(same, FormattableString.Invariant(
                    $"({a[lane]:R}, {b[lane]:R}, {c[lane]:R}): expected {expected:R}, got {actual[lane]:R}"));
            }
        }
    }
}

public sealed class NativeVectorTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(VectorTests<NativeVector>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(VectorTests<NativeVector>), name);
}

public sealed class WideVectorTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(VectorTests<WideVector>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(VectorTests<WideVector>), name);
}

public sealed class NativeVector512Tests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(VectorTests<NativeVector512>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(VectorTests<NativeVector512>), name);
}

public sealed class VectorPairTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(VectorTests<VectorPair<NativeVector, OneRow>>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(VectorTests<VectorPair<NativeVector, OneRow>>), name);
}

public sealed class Vector512PairTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(VectorTests<Vector512Pair<OneRow>>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(VectorTests<Vector512Pair<OneRow>>), name);
}

using System.Runtime.Intrinsics;
using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Accuracy and special values of <see cref="VectorMath"/>. The bounds are those that its documentation states.</summary>
public class VectorMathTests
{
    /// <summary>x, eˣ, eˣ − 1, ln x, ln(1 + x), tanh x, σ(x), softplus x, erf x.</summary>
    public static TheoryData<float, float, float, float, float, float, float, float, float> SpecialValues => new()
    {
        { 0f, 1f, 0f, float.NegativeInfinity, 0f, 0f, 0.5f, 0.6931472f, 0f },
        { -0f, 1f, -0f, float.NegativeInfinity, -0f, -0f, 0.5f, 0.6931472f, -0f },
        { 1e-45f, 1f, 1e-45f, -103.27893f, 1e-45f, 1e-45f, 0.5f, 0.6931472f, 1e-45f },
        { -1e-45f, 1f, -1e-45f, float.NaN, -1e-45f, -1e-45f, 0.5f, 0.6931472f, -1e-45f },
        { 3.4028235e38f, float.PositiveInfinity, float.PositiveInfinity, 88.72284f, 88.72284f, 1f, 1f, 3.4028235e38f, 1f },
        { -3.4028235e38f, 0f, -1f, float.NaN, float.NaN, -1f, 0f, 0f, -1f },
        { float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity, 1f, 1f, float.PositiveInfinity, 1f },
        { float.NegativeInfinity, 0f, -1f, float.NaN, float.NaN, -1f, 0f, 0f, -1f },
        { float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN },
    };

    [Fact]
    public void Exp_stays_within_its_bound() => AssertWithin<ExpFunction>(0.93, unfused: 1.22);

    [Fact]
    public void ExpMinus1_stays_within_its_bound() => AssertWithin<ExpMinus1Function>(1.62, unfused: 1.75);

    [Fact]
    public void Log_stays_within_its_bound() => AssertWithin<LogFunction>(0.88, unfused: 0.93);

    [Fact]
    public void LogPlus1_stays_within_its_bound() => AssertWithin<LogPlus1Function>(1.48, unfused: 1.54);

    [Fact]
    public void Tanh_stays_within_its_bound() => AssertWithin<TanhFunction>(1.91, unfused: 1.96, withTables: 1.06);

    [Fact]
    public void Sigmoid_stays_within_its_bound() => AssertWithin<SigmoidFunction>(1.89, unfused: 2, withTables: 1.87);

    [Fact]
    public void Softplus_stays_within_its_bound() => AssertWithin<SoftplusFunction>(1.89, unfused: 1.89);

    [Fact]
    public void Erf_stays_within_its_bound() => AssertWithin<ErfFunction>(1.16, unfused: 1.48);

    [Fact]
    public void Vectors_of_every_kind_give_the_same_bits()
    {
        AssertSameBits<ExpFunction>();
        AssertSameBits<ExpMinus1Function>();
        AssertSameBits<LogFunction>();
        AssertSameBits<LogPlus1Function>();
        AssertSameBits<TanhFunction>();
        AssertSameBits<SigmoidFunction>();
        AssertSameBits<SoftplusFunction>();
        AssertSameBits<ErfFunction>();
        AssertSameBits<FlushToZeroFunction>();
    }

    [Theory]
    [MemberData(nameof(SpecialValues))]
    public void Special_arguments_give_the_limits(
        float x, float exp, float expMinus1, float log, float logPlus1, float tanh, float sigmoid, float softplus, float erf)
    {
        AssertValue<ExpFunction>(x, exp);
        AssertValue<ExpMinus1Function>(x, expMinus1);
        AssertValue<LogFunction>(x, log);
        AssertValue<LogPlus1Function>(x, logPlus1);
        AssertValue<TanhFunction>(x, tanh);
        AssertValue<SigmoidFunction>(x, sigmoid);
        AssertValue<SoftplusFunction>(x, softplus);
        AssertValue<ErfFunction>(x, erf);
    }

    [Fact]
    public void The_logarithm_of_one_plus_minus_one_is_minus_infinity() => AssertValue<LogPlus1Function>(-1f, float.NegativeInfinity);

    [Fact]
    public void Exp_and_sigmoid_underflow_gradually()
    {
        foreach (float x in (float[])[-87.5f, -95f, -100f, -103f])
        {
            float exact = (float)Math.Exp(x);
            Assert.True(exact > 0 && !float.IsNormal(exact));
            AssertNear<ExpFunction>(x, exact);
            AssertNear<SigmoidFunction>(x, exact);
            AssertNear<SoftplusFunction>(x, exact);
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e-45f, 0f)]
    [InlineData(-1.1754944e-38f, 0f)]
    [InlineData(9.99999e-31f, 0f)]
    [InlineData(-9.99999e-31f, 0f)]
    [InlineData(1e-30f, 1e-30f)]
    [InlineData(-1e-30f, -1e-30f)]
    [InlineData(-3.5f, -3.5f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void What_is_below_the_threshold_is_flushed(float x, float expected) => AssertValue<FlushToZeroFunction>(x, expected);

    [Fact]
    public void A_negative_zero_is_flushed_to_the_positive_one() => AssertValue<FlushToZeroFunction>(-0f, 0f);

    private static void AssertWithin<TFunction>(double bound, double unfused, double? withTables = null) where TFunction : struct, IVectorFunction
    {
        bound = FusedMultiplyAdd.IsSupported ? bound : unfused;
        AccuracySweep.AssertWithin<TFunction, NativeVector>(bound);
        if (Vector512.IsHardwareAccelerated) // else they are slow, and have the same bits
        {
            AccuracySweep.AssertWithin<TFunction, Vector512Pair<OneRow>>(NativeVector512.HasTables ? withTables ?? bound : bound);
        }
    }

    private static void AssertSameBits<TFunction>() where TFunction : struct, IVectorFunction
    {
        AccuracySweep.AssertSameBits<TFunction, NativeVector, VectorPair<NativeVector, OneRow>>(0);
        AccuracySweep.AssertSameBits<TFunction, NativeVector512, Vector512Pair<OneRow>>(1);
        AccuracySweep.AssertSameBits<TFunction, NativeVector, WideVector>(3);
        if (typeof(TFunction) != typeof(SigmoidFunction) && typeof(TFunction) != typeof(TanhFunction)) // of which there are two
        {
            AccuracySweep.AssertSameBits<TFunction, NativeVector, NativeVector512>(2);
        }
    }

    private static void AssertValue<TFunction>(float x, float expected) where TFunction : struct, IVectorFunction
    {
        AssertValue<TFunction, NativeVector>(x, expected);
        AssertValue<TFunction, WideVector>(x, expected);
        AssertValue<TFunction, NativeVector512>(x, expected);
        AssertValue<TFunction, VectorPair<NativeVector, OneRow>>(x, expected);
    }

    private static void AssertValue<TFunction, T>(float x, float expected)
        where TFunction : struct, IVectorFunction
        where T : struct, IVector<T>
    {
        float[] result = new float[T.Count];
        T.Store(ref result[0], 0, TFunction.Apply(T.Broadcast(x)));
        Assert.All(result, actual =>
        {
            Assert.Equal(expected, actual);
            if (!float.IsNaN(expected))
            {
                Assert.Equal(float.IsNegative(expected), float.IsNegative(actual));
            }
        });
    }

    /// <summary>At most one subnormal step away.</summary>
    private static void AssertNear<TFunction>(float x, float expected) where TFunction : struct, IVectorFunction
    {
        float[] result = new float[NativeVector.Count];
        NativeVector.Store(ref result[0], 0, TFunction.Apply(NativeVector.Broadcast(x)));
        Assert.All(result, actual => Assert.InRange(actual, expected - float.Epsilon, expected + float.Epsilon));
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>
/// Runs a function over a dense sweep of all floats and measures its error. The step of 101 bit patterns visits every binade, positive and
/// negative, in 83,000 places; every float near a multiple of ¼ ln 2 (where arguments change their reduction) and near the
/// limits of the functions comes on top. The environment variable RNNGEN_SWEEP_STEP sets another step: 1 visits all 2³² floats.
/// </summary>
internal static class AccuracySweep
{
    /// <summary>The environment variable that sets the step.</summary>
    public const string StepVariable = "RNNGEN_SWEEP_STEP";

    private const int BatchSize = 1 << 14;

    private static readonly float[] Limits =
    [
        0f, 1.17549435e-38f, 2.98023224e-8f, 5.96046448e-8f, 0.41421356f, 0.5f, 0.70710678f, 1f, 1.41421356f, 2f, 3.92f, 4f, 9.02f,
        9.0109f, 16.64f, 17.33f, 18f, 20f, 60f, 87.3365f, 88.02969f, 88.72284f, 89f, 103.27893f, 103.97208f, 104f, 104.3187f, 105f, 16777216f, 8.507059e37f, 1.7014118e38f,
        float.MaxValue,
    ];

    private static uint Step => Environment.GetEnvironmentVariable(StepVariable) is { } step ? uint.Parse(step, CultureInfo.InvariantCulture) : 101u;

    /// <summary>Asserts that no finite float is off by more than <paramref name="bound"/> ulp of the exact value's float.</summary>
    public static void AssertWithin<TFunction, T>(double bound)
        where TFunction : struct, IVectorFunction
        where T : struct, IVector<T>
    {
        double worst = -1;
        float worstArgument = 0;
        float worstResult = 0;
        float[] results = new float[BatchSize];
        foreach (float[] arguments in Batches(Step, 0))
        {
            Map<TFunction, T>(arguments, results);
            for (int i = 0; i < BatchSize; i++)
            {
                double error = ErrorInUlp(results[i], TFunction.Reference(arguments[i]));
                if (error > worst)
                {
                    (worst, worstArgument, worstResult) = (error, arguments[i], results[i]);
                }
            }
        }

        Assert.True(worst <= bound, string.Create(
            CultureInfo.InvariantCulture, $"{typeof(TFunction).Name}({worstArgument:R}) = {worstResult:R} is off by {worst:F3} ulp, more than {bound}."));

        // A bound far above the truth would prove little.
        Assert.True(worst >= 0.8 * bound, string.Create(CultureInfo.InvariantCulture, $"The largest error is {worst:F3} ulp; state {bound} more tightly."));
    }

    /// <summary>Asserts that lanes give the same bits as others.</summary>
    public static void AssertSameBits<TFunction, TExpected, T>(uint firstBits)
        where TFunction : struct, IVectorFunction
        where TExpected : struct, IVector<TExpected>
        where T : struct, IVector<T>
    {
        float[] expected = new float[BatchSize];
        float[] actual = new float[BatchSize];
        foreach (float[] arguments in Batches(1009, firstBits))
        {
            Map<TFunction, TExpected>(arguments, expected);
            Map<TFunction, T>(arguments, actual);
            for (int i = 0; i < BatchSize; i++)
            {
                // The sign of a NaN is nobody's business.
                bool same = float.IsNaN(expected[i])
                    ? float.IsNaN(actual[i])
                    : BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]);
                if (!same)
                {
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{typeof(TFunction).Name}({arguments[i]:R}): {actual[i]:R}, not {expected[i]:R}."));
                }
            }
        }
    }

    /// <summary>
    /// |actual − exact| in units of the last place of exact rounded to float (of 2⁻¹⁴⁹ for subnormals); infinity where NaN or
    /// infinity is on one side only.
    /// </summary>
    private static double ErrorInUlp(float actual, double exact)
    {
        float rounded = (float)exact;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual))
        {
            // Just below the overflow threshold the last float and infinity are neighbours; no other mixture is near.
            return rounded.Equals(actual) ? 0
                : Math.Abs(exact) > 3.402823e38 && Math.Abs(actual) > 3.402823e38f && Math.Sign(exact) == Math.Sign(actual) ? 1
                : double.PositiveInfinity;
        }

        int exponent = Math.Max((BitConverter.SingleToInt32Bits(rounded) >> 23) & 0xFF, 1);
        return Math.Abs(actual - exact) / Math.ScaleB(1, exponent - 150);
    }

    private static IEnumerable<float[]> Batches(uint step, uint firstBits)
    {
        float[] batch = new float[BatchSize];
        int filled = 0;
        foreach (float x in Arguments(step, firstBits))
        {
            batch[filled++] = x;
            if (filled == BatchSize)
            {
                yield return batch;
                filled = 0;
            }
        }

        // The rest of the last batch still holds arguments of the one before.
        yield return batch;
    }

    private static IEnumerable<float> Arguments(uint step, uint firstBits)
    {
        for (ulong bits = firstBits; bits <= uint.MaxValue; bits += step)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }

        for (int k = 0; k <= 620; k++)
        {
            float centre = k < Limits.Length ? Limits[k] : (float)((k - Limits.Length) * Math.Log(2) / 4);
            for (int offset = -40; offset <= 40; offset++)
            {
                float x = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(centre) + offset);
                yield return x;
                yield return -x;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<TFunction, T>(float[] arguments, float[] results)
        where TFunction : struct, IVectorFunction
        where T : struct, IVector<T>
    {
        ref float source = ref arguments[0];
        ref float destination = ref results[0];
        for (int index = 0; index < BatchSize; index += T.Count)
        {
            T.Store(ref Unsafe.Add(ref destination, index), 0, TFunction.Apply(T.Load(ref Unsafe.Add(ref source, index), 0)));
        }
    }
}

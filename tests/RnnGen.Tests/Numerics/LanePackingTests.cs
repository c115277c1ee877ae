using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Conversion between samples and panels, against the definition element by element, for one kind of vectors.</summary>
internal static class LanePackingTests<T> where T : struct, IVector<T>
{
    private const float Untouched = -12345f;
    private static readonly int[] FeatureCounts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64];

    public static void Pack_puts_samples_in_lanes_and_repeats_the_last_one() => ForEveryShape((samples, features, stride) =>
    {
        float[] source = Numbers(((samples - 1) * stride) + features);
        float[] panel = Filled(features * T.Count);
        LanePacking.Pack<T>(source, stride, samples, features, ref panel[0]);
        AssertPanel(panel, features, (f, s) => source[(Math.Min(s, samples - 1) * stride) + f]);
    });

    public static void PackZeroPadded_leaves_zeros_beyond_the_last_sample() => ForEveryShape((samples, features, stride) =>
    {
        float[] source = Numbers(((samples - 1) * stride) + features);
        float[] panel = Filled(features * T.Count);
        LanePacking.PackZeroPadded<T>(source, stride, samples, features, ref panel[0]);
        AssertPanel(panel, features, (f, s) => s < samples ? source[(s * stride) + f] : 0f);
    });

    public static void Unpack_writes_every_sample_and_nothing_between() => ForEveryShape((samples, features, stride) =>
    {
        float[] panel = Numbers((features * T.Count) + 1);
        float[] destination = Filled(((samples - 1) * stride) + features);
        LanePacking.Unpack<T>(ref panel[0], features, destination.AsSpan(..^1), stride, samples);
        for (int i = 0; i < destination.Length; i++)
        {
            (int s, int f) = stride == 0 ? (0, i) : (i / stride, i % stride);
            bool written = s < samples && f < features;
            Assert.Equal(written ? panel[(f * T.Count) + s] : Untouched, destination[i]);
        }
    });

    public static void PackClasses_weighs_only_ids_that_count() => ForEveryShape((samples, features, stride) =>
    {
        int[] source = [.. Enumerable.Range(0, ((samples - 1) * stride) + features).Select(i => (i % 5) - 1)];
        float[] classes = Filled(features * T.Count);
        float[] weights = Filled(features * T.Count);
        LanePacking.PackClasses<T>(source, stride, samples, features, 0.25f, ref classes[0], ref weights[0]);
        AssertPanel(classes, features, (f, s) => s < samples ? source[(s * stride) + f] : -1f);
        AssertPanel(weights, features, (f, s) => s < samples && source[(s * stride) + f] >= 0 ? 0.25f : 0f);
    });

    public static void A_span_that_is_too_short_is_named_with_both_lengths()
    {
        float[] panel = new float[3 * T.Count];
        ArgumentException error = Assert.Throws<ArgumentException>(() => LanePacking.Pack<T>(new float[7], 5, 2, 3, ref panel[0]));
        Assert.Equal("source", error.ParamName);
        Assert.Contains("8 elements", error.Message, StringComparison.Ordinal);
        Assert.Contains("has 7", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => LanePacking.Unpack<T>(ref panel[0], 3, new float[7], 5, 2));
        Assert.Equal("destination", error.ParamName);
    }

    public static void There_are_no_more_samples_than_lanes_and_at_least_one()
    {
        float[] panel = new float[T.Count];
        float[] source = new float[T.Count + 1];
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => LanePacking.Pack<T>(source, 1, T.Count + 1, 1, ref panel[0]));
        Assert.Throws<ArgumentOutOfRangeException>("samples", () => LanePacking.PackZeroPadded<T>(source, 1, 0, 1, ref panel[0]));
        Assert.Throws<ArgumentOutOfRangeException>("features", () => LanePacking.Unpack<T>(ref panel[0], -1, source, 1, 1));
    }

    private static void ForEveryShape(Action<int, int, int> check)
    {
        for (int samples = 1; samples <= T.Count; samples++)
        {
            foreach (int features in FeatureCounts)
            {
                check(samples, features, features);
                check(samples, features, features + 3);
            }
        }
    }

    private static float[] Numbers(int length) => [.. Enumerable.Range(1, length).Select(i => (float)i)];

    /// <summary>One element more than asked for, to catch a write beyond the end.</summary>
    private static float[] Filled(int length)
    {
        float[] values = new float[length + 1];
        Array.Fill(values, Untouched);
        return values;
    }

    private static void AssertPanel(float[] panel, int features, Func<int, int, float> expected)
    {
        for (int f = 0; f < features; f++)
        {
            for (int s = 0; s < T.Count; s++)
            {
                Assert.Equal(expected(f, s), panel[(f * T.Count) + s]);
            }
        }

        Assert.Equal(Untouched, panel[features * T.Count]);
    }
}

public sealed class NativeVectorPackingTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(LanePackingTests<NativeVector>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(LanePackingTests<NativeVector>), name);
}

public sealed class NativeVector512PackingTests
{
    public static TheoryData<string> Names => SharedTests.Names(typeof(LanePackingTests<NativeVector512>));

    [Theory]
    [MemberData(nameof(Names))]
    public void Run(string name) => SharedTests.Run(typeof(LanePackingTests<NativeVector512>), name);
}

using System.ComponentModel;
using System.Numerics;

namespace RnnGen.Runtime;

/// <summary>
/// A generator of pseudo-random numbers whose sequence for a seed is fixed by this library: the same on every version
/// of .NET, operating system and processor, which <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** (D. Blackman, S. Vigna, <em>Scrambled Linear Pseudorandom Number Generators</em>, ACM
/// Transactions on Mathematical Software 47(4), 2021): 256 bits of state, period 2²⁵⁶ − 1. Its state is filled from the
/// seed by SplitMix64, as its authors recommend. Not for cryptography. Not safe for use by several threads at once.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class RandomSource
{
    /// <summary>From one number of SplitMix64's counter to the next: an odd number near 2⁶⁴ divided by the golden ratio.</summary>
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spareNormal = double.NaN;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any value; different seeds give unrelated sequences.</param>
    public RandomSource(long seed)
    {
        ulong counter = unchecked((ulong)seed);
        s0 = SplitMix64(ref counter);
        s1 = SplitMix64(ref counter);
        s2 = SplitMix64(ref counter);
        s3 = SplitMix64(ref counter);
    }

    /// <summary>Starts from a given state, for comparison with published test vectors.</summary>
    internal RandomSource(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /// <summary>64 uniform random bits.</summary>
    internal ulong NextUInt64()
    {
        ulong result = unchecked(BitOperations.RotateLeft(s1 * 5, 7) * 9);
        ulong shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1): a multiple of 2⁻²⁴.</summary>
    internal float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A uniform number in [0, 1): a multiple of 2⁻⁵³.</summary>
    internal double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>A normally distributed number with mean 0 and variance 1.</summary>
    /// <remarks>
    /// The polar method (G. Marsaglia, T. Bray, <em>A Convenient Method for Generating Normal Variables</em>, SIAM
    /// Review 6, 1964), which makes two numbers at a time. The logarithm is computed from additions, products and
    /// quotients only, because that of the platform may differ in the last bit from one system to the next.
    /// </remarks>
    internal double NextNormal()
    {
        if (!double.IsNaN(spareNormal))
        {
            double spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        double scale = Math.Sqrt(-2 * Logarithm(square) / square);
        spareNormal = y * scale;
        return x * scale;
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), every value exactly as likely as any other.</summary>
    /// <param name="bound">One more than the largest value, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is less than 1.</exception>
    /// <remarks>D. Lemire, <em>Fast Random Integer Generation in an Interval</em>, ACM TOMACS 29(1), 2019.</remarks>
    internal int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // The lowest products stand for one draw more than the others would; those draws are repeated.
            uint surplus = unchecked(0u - range) % range;
            while ((uint)product < surplus)
            {
                product = (NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts <paramref name="values"/> in a random order, every order as likely (R. Durstenfeld, 1964).</summary>
    /// <param name="values">The values, reordered in place.</param>
    internal void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int chosen = NextInt32(last + 1);
            (values[last], values[chosen]) = (values[chosen], values[last]);
        }
    }

    /// <summary>
    /// ln x of a positive normal number, to about 2 ulp. With x = 2ᵉ·m and m in [√½, √2]:
    /// ln x = e·ln 2 + 2·artanh s where s = (m − 1)/(m + 1), |s| ≤ 0.172, and artanh s = s + s³/3 + s⁵/5 + ….
    /// </summary>
    internal static double Logarithm(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        double s = (m - 1) / (m + 1);
        double square = s * s;
        double series = 0;
        // 0.172²³/23 is below the last bit of a double.
        for (int power = 23; power >= 1; power -= 2)
        {
            series = (series * square) + (1.0 / power);
        }

        return (exponent * 0.6931471805599453) + (2 * s * series);
    }

    /// <summary>A number of SplitMix64's sequence, by its place: any number of them may be asked for in any order.</summary>
    /// <param name="key">Which sequence.</param>
    /// <param name="place">The place in it.</param>
    internal static ulong SplitMix64At(ulong key, ulong place)
    {
        ulong counter = unchecked(key + (place * Gamma));
        return SplitMix64(ref counter);
    }

    private static ulong SplitMix64(ref ulong counter)
    {
        unchecked
        {
            counter += Gamma;
            ulong z = counter;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

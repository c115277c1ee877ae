using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <content>Many normal numbers at once.</content>
public sealed partial class RandomSource
{
    /// <summary>Pairs that are drawn before their scales are computed, several at a time; a multiple of every vector's length.</summary>
    private const int Pairs = 64;

    /// <summary>Fills a span with what as many calls of <see cref="NextNormal"/> give, to the bit, in less than half the time.</summary>
    /// <param name="values">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void NextNormals(Span<double> values)
    {
        int done = 0;
        if (!double.IsNaN(spareNormal) && values.Length > 0)
        {
            values[done++] = NextNormal();
        }

        Span<double> x = stackalloc double[Pairs], y = stackalloc double[Pairs], scales = stackalloc double[Pairs];
        while (values.Length - done >= 2 * Pairs)
        {
            for (int pair = 0; pair < Pairs;)
            {
                x[pair] = (2 * NextDouble()) - 1;
                y[pair] = (2 * NextDouble()) - 1;
                scales[pair] = (x[pair] * x[pair]) + (y[pair] * y[pair]);
                pair += scales[pair] is >= 1 or 0 ? 0 : 1;
            }

            ref double first = ref MemoryMarshal.GetReference(scales);
            for (int pair = 0; pair < Pairs; pair += Vector<double>.Count)
            {
                Vector<double> square = Vector.LoadUnsafe(ref first, (nuint)pair);
                Vector.SquareRoot(new Vector<double>(-2) * Logarithm(square) / square).StoreUnsafe(ref first, (nuint)pair);
            }

            for (int pair = 0; pair < Pairs; pair++)
            {
                values[done++] = x[pair] * scales[pair];
                values[done++] = y[pair] * scales[pair];
            }
        }

        while (done < values.Length)
        {
            values[done++] = NextNormal();
        }
    }

    /// <summary><see cref="Logarithm(double)"/>, operation by operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Logarithm(Vector<double> x)
    {
        Vector<long> bits = Vector.AsVectorInt64(x);
        Vector<double> exponent = Vector.ConvertToDouble((bits >> 52) - new Vector<long>(1023));
        Vector<double> m = Vector.AsVectorDouble((bits & new Vector<long>(0xFFFFFFFFFFFFF)) | new Vector<long>(1023L << 52));
        Vector<long> isLarge = Vector.GreaterThan(m, new Vector<double>(1.4142135623730951));
        m = Vector.ConditionalSelect(isLarge, m * 0.5, m);
        exponent = Vector.ConditionalSelect(isLarge, exponent + Vector<double>.One, exponent);

        Vector<double> s = (m - Vector<double>.One) / (m + Vector<double>.One);
        Vector<double> square = s * s;
        Vector<double> series = Vector<double>.Zero;
        for (int power = 23; power >= 1; power -= 2)
        {
            series = (series * square) + new Vector<double>(1.0 / power);
        }

        return (exponent * 0.6931471805599453) + (2 * s * series);
    }
}

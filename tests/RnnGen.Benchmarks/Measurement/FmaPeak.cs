using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RnnGen.Runtime;

namespace RnnGen.Benchmarks.Measurement;

/// <summary>What this machine can do at most: fused multiply-adds that wait for nothing, on the widest vectors.</summary>
internal static class FmaPeak
{
    private const int Chains = 12; // two units × four cycles of latency, with some to spare, in the registers of every width
    private const int Iterations = 200_000;
    private static float sink;

    /// <summary>Bits of the vectors that are measured.</summary>
    public static int VectorBits => 32 * (UseVector512 ? Vector512<float>.Count : Vector<float>.Count);

    private static bool UseVector512 => Vector512.IsHardwareAccelerated;

    /// <summary>Billions of floating-point operations a second, the best of a few tries.</summary>
    /// <param name="threads">Threads that work at the same time.</param>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int repetition = 0; repetition < 10; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            if (threads == 1)
            {
                Work();
            }
            else
            {
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, static _ => Work());
            }

            double operations = 2.0 * Chains * Iterations * (VectorBits / 32) * threads;
            best = Math.Max(best, operations / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    private static void Work() => Volatile.Write(ref sink, UseVector512 ? Chain<NativeVector512>() : Chain<NativeVector>());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain<TVector>()
        where TVector : struct, IVector<TVector>
    {
        // v = v / 2 + 1 goes to 2: neither overflow nor subnormals.
        TVector half = TVector.Broadcast(0.5f), one = TVector.Broadcast(1);
        TVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            a = TVector.MultiplyAdd(a, half, one);
            b = TVector.MultiplyAdd(b, half, one);
            c = TVector.MultiplyAdd(c, half, one);
            d = TVector.MultiplyAdd(d, half, one);
            e = TVector.MultiplyAdd(e, half, one);
            f = TVector.MultiplyAdd(f, half, one);
            g = TVector.MultiplyAdd(g, half, one);
            h = TVector.MultiplyAdd(h, half, one);
            i = TVector.MultiplyAdd(i, half, one);
            j = TVector.MultiplyAdd(j, half, one);
            k = TVector.MultiplyAdd(k, half, one);
            l = TVector.MultiplyAdd(l, half, one);
        }

        Span<float> lanes = stackalloc float[TVector.Count];
        TVector.Store(ref lanes[0], 0, a + b + c + d + e + f + g + h + i + j + k + l);
        return lanes[0];
    }
}

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

    private static void Work() => Volatile.Write(ref sink, UseVector512 ? Chain<Vector512Lanes>() : Chain<VectorLanes>());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        // v = v / 2 + 1 goes to 2: neither overflow nor subnormals.
        TLanes half = TLanes.Broadcast(0.5f), one = TLanes.Broadcast(1);
        TLanes a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            a = TLanes.MultiplyAdd(a, half, one);
            b = TLanes.MultiplyAdd(b, half, one);
            c = TLanes.MultiplyAdd(c, half, one);
            d = TLanes.MultiplyAdd(d, half, one);
            e = TLanes.MultiplyAdd(e, half, one);
            f = TLanes.MultiplyAdd(f, half, one);
            g = TLanes.MultiplyAdd(g, half, one);
            h = TLanes.MultiplyAdd(h, half, one);
            i = TLanes.MultiplyAdd(i, half, one);
            j = TLanes.MultiplyAdd(j, half, one);
            k = TLanes.MultiplyAdd(k, half, one);
            l = TLanes.MultiplyAdd(l, half, one);
        }

        Span<float> lanes = stackalloc float[TLanes.Count];
        TLanes.Store(ref lanes[0], 0, a + b + c + d + e + f + g + h + i + j + k + l);
        return lanes[0];
    }
}

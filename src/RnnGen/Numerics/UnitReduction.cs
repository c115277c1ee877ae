using System.Runtime.CompilerServices;

namespace RnnGen.Numerics;

/// <summary>Sums over units where a vector holds neighbouring units of one sequence.</summary>
public static class UnitReduction
{
    private const int MostLanes = 64;

    private static readonly AlignedBuffer Numbers = CountingFromZero();

    /// <summary>Makes the constants, so that no later call has to.</summary>
    internal static void Prepare() => _ = Numbers.Length;

    /// <summary>first, first + 1, first + 2, …</summary>
    /// <typeparam name="T">The lanes; at most 64.</typeparam>
    /// <param name="first">Number of the first lane's unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Index<T>(int first) where T : struct, ILanes<T> => T.Load(ref Numbers.Origin, 0) + T.Broadcast(first);

    /// <summary><paramref name="value"/> in the first <paramref name="count"/> lanes, <paramref name="otherwise"/> in the others.</summary>
    /// <typeparam name="T">The lanes; at most 64.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="count">Lanes that count; all of them where it is larger.</param>
    /// <param name="otherwise">What stands in the other lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First<T>(T value, int count, float otherwise) where T : struct, ILanes<T> =>
        T.IfGreater(T.Broadcast(count), T.Load(ref Numbers.Origin, 0), value, T.Broadcast(otherwise));

    /// <summary>The sum of all lanes, in every lane.</summary>
    /// <typeparam name="T">The lanes; at most 64.</typeparam>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(T value) where T : struct, ILanes<T> => T.Broadcast(T.Sum(value));

    /// <summary>The largest of all lanes, in every lane; NaN if one is NaN.</summary>
    /// <typeparam name="T">The lanes; at most 64.</typeparam>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(T value) where T : struct, ILanes<T> => T.Broadcast(T.Largest(value));

    /// <summary>Σ left[k] · right[k]: whole vectors first, then what is left over one by one.</summary>
    /// <typeparam name="T">The lanes.</typeparam>
    /// <param name="left">The first of one vector's elements.</param>
    /// <param name="right">The first of the other's.</param>
    /// <param name="count">Elements of each; nothing is read beyond them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot<T>(ref float left, ref float right, int count) where T : struct, ILanes<T>
    {
        T sum = T.Broadcast(0f);
        int k = 0;
        for (; k + T.Count <= count; k += T.Count)
        {
            sum = T.MultiplyAdd(T.Load(ref Unsafe.Add(ref left, k), 0), T.Load(ref Unsafe.Add(ref right, k), 0), sum);
        }

        float total = T.Sum(sum);
        for (; k < count; k++)
        {
            total += Unsafe.Add(ref left, k) * Unsafe.Add(ref right, k);
        }

        return total;
    }

    private static AlignedBuffer CountingFromZero()
    {
        var numbers = new AlignedBuffer(MostLanes);
        for (int index = 0; index < MostLanes; index++)
        {
            numbers.Span[index] = index;
        }

        return numbers;
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>Sums over units where a vector holds neighbouring units of a sequence.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnitReduction
{
    private const int MostLanes = 64;

    private static readonly AlignedBuffer Numbers = CountingFromZero();

    /// <summary>Makes the constants, so that no later call has to.</summary>
    internal static void Prepare() => _ = Numbers.Length;

    /// <summary>first, first + 1, first + 2, …</summary>
    /// <typeparam name="T">The vectors; at most 64.</typeparam>
    /// <param name="first">Number of the first lane's unit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Index<T>(int first) where T : struct, IVector<T> => T.LoadShared(ref Numbers.Origin, 0) + T.Broadcast(first);

    /// <summary><paramref name="value"/> in the first <paramref name="count"/> lanes, <paramref name="otherwise"/> in the others.</summary>
    /// <typeparam name="T">The vectors; at most 64.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="count">Lanes that count; all of them where it is larger.</param>
    /// <param name="otherwise">What stands in the other lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First<T>(T value, int count, float otherwise) where T : struct, IVector<T> =>
        T.IfGreater(T.Broadcast(count), T.LoadShared(ref Numbers.Origin, 0), value, T.Broadcast(otherwise));

    /// <summary>Σ weights[k] · values[k], of each sequence, in all of its lanes: whole vectors first, then what is left over one by one.</summary>
    /// <typeparam name="T">The vectors.</typeparam>
    /// <param name="weights">The first of the weights, which all sequences share.</param>
    /// <param name="values">The first of the sequence's values.</param>
    /// <param name="count">How many there are; nothing is read beyond them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Dot<T>(ref float weights, ref float values, int count) where T : struct, IVector<T>
    {
        T total = T.SumOfEach(SumOfVectors<T>(ref weights, ref values, count, out int k));
        for (; k < count; k++)
        {
            total = T.MultiplyAdd(Unsafe.Add(ref weights, k), T.Broadcast(ref values, k), total);
        }

        return total;
    }

    /// <summary><see cref="Dot"/> where lanes hold a single sequence, in the same order.</summary>
    /// <typeparam name="T">The vectors.</typeparam>
    /// <param name="weights">The first of the weights.</param>
    /// <param name="values">The first of the sequence's values.</param>
    /// <param name="count">How many there are; nothing is read beyond them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ScalarDot<T>(ref float weights, ref float values, int count) where T : struct, IVector<T>
    {
        float total = T.Sum(SumOfVectors<T>(ref weights, ref values, count, out int k));
        for (; k < count; k++)
        {
            total = float.MultiplyAddEstimate(Unsafe.Add(ref weights, k), Unsafe.Add(ref values, k), total);
        }

        return total;
    }

    /// <summary>The products of whole vectors, lane by lane.</summary>
    /// <param name="weights">The first of the weights.</param>
    /// <param name="values">The first of the values.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="k">How many of them the whole vectors hold.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfVectors<T>(ref float weights, ref float values, int count, out int k) where T : struct, IVector<T>
    {
        T sum = T.Broadcast(0f);
        for (k = 0; k + T.Pitch <= count; k += T.Pitch)
        {
            sum = T.MultiplyAdd(T.Load(ref Unsafe.Add(ref values, k), 0), ref Unsafe.Add(ref weights, k), 0, sum);
        }

        return sum;
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

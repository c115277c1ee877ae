using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>One to three neighbouring vectors of features: one row of a register tile.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal interface IFeatureVectors<TSelf> where TSelf : struct, IFeatureVectors<TSelf>
{
    /// <summary>Features in the row.</summary>
    static abstract int Count { get; }

    /// <summary>All zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Reads <see cref="Count"/> features.</summary>
    static abstract TSelf Load(ref float source);

    /// <summary><c>left · right + addend</c>.</summary>
    static abstract TSelf MultiplyAdd(float left, TSelf right, TSelf addend);

    /// <summary>Adds the row to <see cref="Count"/> elements.</summary>
    static abstract void AddTo(ref float destination, TSelf value);
}

/// <summary>One vector of features.</summary>
internal struct OneVector<T> : IFeatureVectors<OneVector<T>> where T : struct, IVector<T>
{
    private T first;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.Count;
    }

    public static OneVector<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { first = T.Broadcast(0f) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneVector<T> Load(ref float source) => new() { first = T.Load(ref source, 0) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneVector<T> MultiplyAdd(float left, OneVector<T> right, OneVector<T> addend) =>
        new() { first = T.MultiplyAdd(left, right.first, addend.first) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref float destination, OneVector<T> value) =>
        T.Store(ref destination, 0, T.Load(ref destination, 0) + value.first);
}

/// <summary>Two vectors of features.</summary>
internal struct TwoVectors<T> : IFeatureVectors<TwoVectors<T>> where T : struct, IVector<T>
{
    private T first;
    private T second;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * T.Count;
    }

    public static TwoVectors<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { first = T.Broadcast(0f), second = T.Broadcast(0f) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<T> Load(ref float source) => new() { first = T.Load(ref source, 0), second = T.Load(ref source, 1) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<T> MultiplyAdd(float left, TwoVectors<T> right, TwoVectors<T> addend)
    {
        T vector = T.Broadcast(left);
        return new() { first = T.MultiplyAdd(vector, right.first, addend.first), second = T.MultiplyAdd(vector, right.second, addend.second) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref float destination, TwoVectors<T> value)
    {
        T.Store(ref destination, 0, T.Load(ref destination, 0) + value.first);
        T.Store(ref destination, 1, T.Load(ref destination, 1) + value.second);
    }
}

/// <summary>Three vectors of features.</summary>
internal struct ThreeVectors<T> : IFeatureVectors<ThreeVectors<T>> where T : struct, IVector<T>
{
    private T first;
    private T second;
    private T third;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3 * T.Count;
    }

    public static ThreeVectors<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { first = T.Broadcast(0f), second = T.Broadcast(0f), third = T.Broadcast(0f) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectors<T> Load(ref float source) =>
        new() { first = T.Load(ref source, 0), second = T.Load(ref source, 1), third = T.Load(ref source, 2) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectors<T> MultiplyAdd(float left, ThreeVectors<T> right, ThreeVectors<T> addend)
    {
        T vector = T.Broadcast(left);
        return new()
        {
            first = T.MultiplyAdd(vector, right.first, addend.first),
            second = T.MultiplyAdd(vector, right.second, addend.second),
            third = T.MultiplyAdd(vector, right.third, addend.third),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(ref float destination, ThreeVectors<T> value)
    {
        T.Store(ref destination, 0, T.Load(ref destination, 0) + value.first);
        T.Store(ref destination, 1, T.Load(ref destination, 1) + value.second);
        T.Store(ref destination, 2, T.Load(ref destination, 2) + value.third);
    }
}

using System.Runtime.CompilerServices;
using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>A function of vectors together with its reference in double precision.</summary>
public interface IVectorFunction
{
    static abstract T Apply<T>(T x) where T : struct, IVector<T>;

    static abstract double Reference(double x);
}

public readonly struct ExpFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Exp(x);

    public static double Reference(double x) => Math.Exp(x);
}

public readonly struct ExpMinus1Function : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.ExpMinus1(x);

    public static double Reference(double x) => DoubleMath.ExpMinus1(x);
}

public readonly struct LogFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Log(x);

    public static double Reference(double x) => Math.Log(x);
}

public readonly struct LogPlus1Function : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.LogPlus1(x);

    public static double Reference(double x) => DoubleMath.LogPlus1(x);
}

public readonly struct TanhFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Tanh(x);

    public static double Reference(double x) => Math.Tanh(x);
}

public readonly struct SigmoidFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Sigmoid(x);

    public static double Reference(double x) => 1 / (1 + Math.Exp(-x));
}

public readonly struct SoftplusFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Softplus(x);

    public static double Reference(double x) => Math.Max(x, 0) + DoubleMath.LogPlus1(Math.Exp(-Math.Abs(x)));
}

public readonly struct ErfFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.Erf(x);

    public static double Reference(double x) => DoubleMath.Erf(x);
}

public readonly struct FlushToZeroFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, IVector<T> => VectorMath.FlushToZero(x);

    public static double Reference(double x) => Math.Abs(x) < VectorMath.FlushThreshold ? 0 : x;
}

using System.Runtime.CompilerServices;
using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>A function over lanes together with its reference in double precision.</summary>
public interface ILaneFunction
{
    static abstract T Apply<T>(T x) where T : struct, ILanes<T>;

    static abstract double Reference(double x);
}

public readonly struct ExpFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Exp(x);

    public static double Reference(double x) => Math.Exp(x);
}

public readonly struct ExpMinus1Function : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.ExpMinus1(x);

    public static double Reference(double x) => DoubleMath.ExpMinus1(x);
}

public readonly struct LogFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Log(x);

    public static double Reference(double x) => Math.Log(x);
}

public readonly struct LogPlus1Function : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.LogPlus1(x);

    public static double Reference(double x) => DoubleMath.LogPlus1(x);
}

public readonly struct TanhFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Tanh(x);

    public static double Reference(double x) => Math.Tanh(x);
}

public readonly struct SigmoidFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Sigmoid(x);

    public static double Reference(double x) => 1 / (1 + Math.Exp(-x));
}

public readonly struct SoftplusFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Softplus(x);

    public static double Reference(double x) => Math.Max(x, 0) + DoubleMath.LogPlus1(Math.Exp(-Math.Abs(x)));
}

public readonly struct ErfFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.Erf(x);

    public static double Reference(double x) => DoubleMath.Erf(x);
}

public readonly struct FlushToZeroFunction : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T x) where T : struct, ILanes<T> => LaneMath.FlushToZero(x);

    public static double Reference(double x) => Math.Abs(x) < LaneMath.FlushThreshold ? 0 : x;
}

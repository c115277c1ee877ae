using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace RnnGen.Numerics;

/// <summary>
/// One block of steps of <see cref="OuterProducts.Accumulate{T}"/>: the register tiles, of 8, 4 or 1 gradients × 1 to 3
/// vectors of features.
/// </summary>
/// <typeparam name="T">The lanes of the gradients.</typeparam>
internal readonly ref struct OuterProductBlock<T> where T : struct, ILanes<T>
{
    private readonly ref float gradients;
    private readonly nint stepStride;
    private readonly ref float features;
    private readonly int width;
    private readonly int steps;
    private readonly ref float result;
    private readonly int resultStride;

    /// <summary>A block of <paramref name="steps"/> steps.</summary>
    /// <param name="gradients">Gradient 0 of the block's first step, lane 0.</param>
    /// <param name="stepStride">Elements from a step's gradients to the next's.</param>
    /// <param name="features">Feature 0 of the block's first step, lane 0.</param>
    /// <param name="width">Elements from a lane's features to the next's.</param>
    /// <param name="steps">Steps in the block.</param>
    /// <param name="result">Element (0, 0).</param>
    /// <param name="resultStride">Elements from a row of the result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OuterProductBlock(
        ref float gradients, nint stepStride, ref float features, int width, int steps, ref float result, int resultStride)
    {
        this.gradients = ref gradients;
        this.stepStride = stepStride;
        this.features = ref features;
        this.width = width;
        this.steps = steps;
        this.result = ref result;
        this.resultStride = resultStride;
    }

    /// <summary>Eight rows of three vectors and their operands take 28 registers; with 16, four rows of three fit.</summary>
    private static bool HasThirtyTwoRegisters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported;
    }

    /// <summary>Adds the block's sums to <paramref name="valid"/> columns of every row, from <paramref name="column"/> on.</summary>
    /// <typeparam name="TRow">The vectors of a tile row: reads <c>TRow.Count</c> features from the column on.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddColumns<TRow>(int rows, int column, int valid) where TRow : struct, IFeatureVectors<TRow>
    {
        int row = 0;
        if (HasThirtyTwoRegisters)
        {
            for (; row + 8 <= rows; row += 8)
            {
                AddEightRows<TRow>(row, column, valid);
            }
        }

        for (; row + 4 <= rows; row += 4)
        {
            AddFourRows<TRow>(row, column, valid);
        }

        for (; row < rows; row++)
        {
            AddRow<TRow>(row, column, valid);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddEightRows<TRow>(int row, int column, int valid) where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum0 = TRow.Zero, sum1 = TRow.Zero, sum2 = TRow.Zero, sum3 = TRow.Zero;
        TRow sum4 = TRow.Zero, sum5 = TRow.Zero, sum6 = TRow.Zero, sum7 = TRow.Zero;
        ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * T.Count);
        ref float feature = ref Unsafe.Add(ref features, column);
        nint nextLane = width;
        for (int step = 0; step < steps; step++)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                TRow right = TRow.Load(ref feature);
                ref float left = ref Unsafe.Add(ref gradient, lane);
                sum0 = TRow.MultiplyAdd(left, right, sum0);
                sum1 = TRow.MultiplyAdd(Unsafe.Add(ref left, T.Count), right, sum1);
                sum2 = TRow.MultiplyAdd(Unsafe.Add(ref left, 2 * T.Count), right, sum2);
                sum3 = TRow.MultiplyAdd(Unsafe.Add(ref left, 3 * T.Count), right, sum3);
                sum4 = TRow.MultiplyAdd(Unsafe.Add(ref left, 4 * T.Count), right, sum4);
                sum5 = TRow.MultiplyAdd(Unsafe.Add(ref left, 5 * T.Count), right, sum5);
                sum6 = TRow.MultiplyAdd(Unsafe.Add(ref left, 6 * T.Count), right, sum6);
                sum7 = TRow.MultiplyAdd(Unsafe.Add(ref left, 7 * T.Count), right, sum7);
                feature = ref Unsafe.Add(ref feature, nextLane);
            }

            gradient = ref Unsafe.Add(ref gradient, stepStride);
        }

        AddToResult(row, column, valid, sum0);
        AddToResult(row + 1, column, valid, sum1);
        AddToResult(row + 2, column, valid, sum2);
        AddToResult(row + 3, column, valid, sum3);
        AddToResult(row + 4, column, valid, sum4);
        AddToResult(row + 5, column, valid, sum5);
        AddToResult(row + 6, column, valid, sum6);
        AddToResult(row + 7, column, valid, sum7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFourRows<TRow>(int row, int column, int valid) where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum0 = TRow.Zero, sum1 = TRow.Zero, sum2 = TRow.Zero, sum3 = TRow.Zero;
        ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * T.Count);
        ref float feature = ref Unsafe.Add(ref features, column);
        nint nextLane = width;
        for (int step = 0; step < steps; step++)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                TRow right = TRow.Load(ref feature);
                ref float left = ref Unsafe.Add(ref gradient, lane);
                sum0 = TRow.MultiplyAdd(left, right, sum0);
                sum1 = TRow.MultiplyAdd(Unsafe.Add(ref left, T.Count), right, sum1);
                sum2 = TRow.MultiplyAdd(Unsafe.Add(ref left, 2 * T.Count), right, sum2);
                sum3 = TRow.MultiplyAdd(Unsafe.Add(ref left, 3 * T.Count), right, sum3);
                feature = ref Unsafe.Add(ref feature, nextLane);
            }

            gradient = ref Unsafe.Add(ref gradient, stepStride);
        }

        AddToResult(row, column, valid, sum0);
        AddToResult(row + 1, column, valid, sum1);
        AddToResult(row + 2, column, valid, sum2);
        AddToResult(row + 3, column, valid, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow<TRow>(int row, int column, int valid) where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum = TRow.Zero;
        ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * T.Count);
        ref float feature = ref Unsafe.Add(ref features, column);
        nint nextLane = width;
        for (int step = 0; step < steps; step++)
        {
            for (int lane = 0; lane < T.Count; lane++)
            {
                sum = TRow.MultiplyAdd(Unsafe.Add(ref gradient, lane), TRow.Load(ref feature), sum);
                feature = ref Unsafe.Add(ref feature, nextLane);
            }

            gradient = ref Unsafe.Add(ref gradient, stepStride);
        }

        AddToResult(row, column, valid, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddToResult<TRow>(int row, int column, int valid, TRow sum) where TRow : struct, IFeatureVectors<TRow>
    {
        ref float target = ref Unsafe.Add(ref result, ((nint)row * resultStride) + column);
        if (valid == TRow.Count)
        {
            TRow.AddTo(ref target, sum);
        }
        else
        {
            AddPartially(ref target, valid, sum);
        }
    }

    /// <summary>Adds the first <paramref name="valid"/> features; the rest of the tile row belongs to nobody.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPartially<TRow>(ref float target, int valid, TRow sum) where TRow : struct, IFeatureVectors<TRow>
    {
        Span<float> row = stackalloc float[TRow.Count];
        row.Clear();
        TRow.AddTo(ref MemoryMarshal.GetReference(row), sum);
        for (int c = 0; c < valid; c++)
        {
            Unsafe.Add(ref target, c) += row[c];
        }
    }
}

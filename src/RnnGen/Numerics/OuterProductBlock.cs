using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// One block of steps of <see cref="OuterProducts.Accumulate{T}"/>: the register tiles, of 8, 4 or 1 gradients × 1 to 3
/// vectors of features.
/// </summary>
/// <typeparam name="T">The vectors of the gradients.</typeparam>
internal readonly ref struct OuterProductBlock<T> where T : struct, IVector<T>
{
    private const int LargestTile = 8;

    /// <summary>A quarter of a megabyte: more does not stay in the level-2 cache from one block of steps to the next, with all that is multiplied in between.</summary>
    private const int CachedResult = 64 * 1024;

    private readonly ref float gradients;
    private readonly nint stepStride;
    private readonly ref float features;
    private readonly int width;
    private readonly int steps;
    private readonly VectorDistances vectors;
    private readonly ref float result;
    private readonly int resultStride;

    /// <summary>A block of <paramref name="steps"/> steps.</summary>
    /// <param name="gradients">Gradient 0 of the block's first step, lane 0.</param>
    /// <param name="stepStride">Elements from a step's gradients to the next's.</param>
    /// <param name="features">Feature 0 of the block's first step, lane 0.</param>
    /// <param name="width">Elements from a lane's features to the next's.</param>
    /// <param name="steps">Steps in the block.</param>
    /// <param name="vectors">How many vectors of samples there are, and how far apart.</param>
    /// <param name="result">Element (0, 0).</param>
    /// <param name="resultStride">Elements from a row of the result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OuterProductBlock(
        ref float gradients, nint stepStride, ref float features, int width, int steps, VectorDistances vectors, ref float result, int resultStride)
    {
        this.gradients = ref gradients;
        this.stepStride = stepStride;
        this.features = ref features;
        this.width = width;
        this.steps = steps;
        this.vectors = vectors;
        this.result = ref result;
        this.resultStride = resultStride;
    }

    /// <summary>Adds the block's sums to <paramref name="valid"/> columns of every row, from <paramref name="column"/> on.</summary>
    /// <typeparam name="TRow">The vectors of a tile row: reads <c>TRow.Count</c> features from the column on.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddColumns<TRow>(int rows, int column, int valid) where TRow : struct, IFeatureVectors<TRow>
    {
        ref float target = ref Unsafe.Add(ref result, column);
        if (valid == TRow.Count)
        {
            bool isFar = rows * resultStride > CachedResult;
            for (int row = 0; row < rows;)
            {
                ref float tile = ref Unsafe.Add(ref target, (nint)row * resultStride);
                if (isFar)
                {
                    Prefetch<TRow>(ref tile);
                }

                row += AddTile<TRow>(row, rows - row, column, ref tile, resultStride);
            }
        }
        else
        {
            // The vectors reach beyond the result: the tile is summed aside and its valid columns are added.
            Span<float> tile = stackalloc float[LargestTile * TRow.Count];
            for (int row = 0; row < rows;)
            {
                tile.Clear();
                int taken = AddTile<TRow>(row, rows - row, column, ref MemoryMarshal.GetReference(tile), TRow.Count);
                for (int r = 0; r < taken; r++, row++)
                {
                    OuterProducts.Add(ref Unsafe.Add(ref target, (nint)row * resultStride), ref tile[r * TRow.Count], valid);
                }
            }
        }
    }

    /// <summary>Asks for a tile of the result, to which its sums will be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch<TRow>(ref float tile) where TRow : struct, IFeatureVectors<TRow>
    {
        for (int row = 0; row < LargestTile; row++)
        {
            for (int column = 0; column < TRow.Count; column += Prefetching.FloatsPerLine)
            {
                Prefetching.Line(ref Unsafe.Add(ref tile, (nint)row * resultStride), column);
            }
        }
    }

    /// <summary>Adds the largest tile that fits in <paramref name="rows"/> rows and returns its height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AddTile<TRow>(int row, int rows, int column, ref float target, int targetStride) where TRow : struct, IFeatureVectors<TRow>
    {
        ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * T.Count);
        ref float feature = ref Unsafe.Add(ref features, column);
        // Eight rows of three vectors and their operands take 28 registers; with 16, four rows of three fit.
        if (VectorRegisters.AreThirtyTwo && rows >= LargestTile)
        {
            AddEightRows<TRow>(ref gradient, ref feature, ref target, targetStride);
            return LargestTile;
        }

        if (rows >= 4)
        {
            AddFourRows<TRow>(ref gradient, ref feature, ref target, targetStride);
            return 4;
        }

        AddRow<TRow>(ref gradient, ref feature, ref target);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddEightRows<TRow>(ref float gradient, ref float feature, ref float target, int targetStride)
        where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum0 = TRow.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        nint nextLane = width;
        for (int vector = 0; vector < vectors.Count; vector++)
        {
            ref float stepGradients = ref Unsafe.Add(ref gradient, vector * vectors.Gradients);
            ref float laneFeatures = ref Unsafe.Add(ref feature, vector * vectors.Features);
            for (int step = 0; step < steps; step++)
            {
                for (int lane = 0; lane < T.Count; lane++)
                {
                    TRow right = TRow.Load(ref laneFeatures);
                    ref float left = ref Unsafe.Add(ref stepGradients, lane);
                    sum0 = TRow.MultiplyAdd(left, right, sum0);
                    sum1 = TRow.MultiplyAdd(Unsafe.Add(ref left, T.Count), right, sum1);
                    sum2 = TRow.MultiplyAdd(Unsafe.Add(ref left, 2 * T.Count), right, sum2);
                    sum3 = TRow.MultiplyAdd(Unsafe.Add(ref left, 3 * T.Count), right, sum3);
                    sum4 = TRow.MultiplyAdd(Unsafe.Add(ref left, 4 * T.Count), right, sum4);
                    sum5 = TRow.MultiplyAdd(Unsafe.Add(ref left, 5 * T.Count), right, sum5);
                    sum6 = TRow.MultiplyAdd(Unsafe.Add(ref left, 6 * T.Count), right, sum6);
                    sum7 = TRow.MultiplyAdd(Unsafe.Add(ref left, 7 * T.Count), right, sum7);
                    laneFeatures = ref Unsafe.Add(ref laneFeatures, nextLane);
                }

                stepGradients = ref Unsafe.Add(ref stepGradients, stepStride);
            }
        }

        TRow.AddTo(ref target, sum0);
        TRow.AddTo(ref Unsafe.Add(ref target, (nint)targetStride), sum1);
        TRow.AddTo(ref Unsafe.Add(ref target, 2 * (nint)targetStride), sum2);
        TRow.AddTo(ref Unsafe.Add(ref target, 3 * (nint)targetStride), sum3);
        TRow.AddTo(ref Unsafe.Add(ref target, 4 * (nint)targetStride), sum4);
        TRow.AddTo(ref Unsafe.Add(ref target, 5 * (nint)targetStride), sum5);
        TRow.AddTo(ref Unsafe.Add(ref target, 6 * (nint)targetStride), sum6);
        TRow.AddTo(ref Unsafe.Add(ref target, 7 * (nint)targetStride), sum7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFourRows<TRow>(ref float gradient, ref float feature, ref float target, int targetStride)
        where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum0 = TRow.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        nint nextLane = width;
        for (int vector = 0; vector < vectors.Count; vector++)
        {
            ref float stepGradients = ref Unsafe.Add(ref gradient, vector * vectors.Gradients);
            ref float laneFeatures = ref Unsafe.Add(ref feature, vector * vectors.Features);
            for (int step = 0; step < steps; step++)
            {
                for (int lane = 0; lane < T.Count; lane++)
                {
                    TRow right = TRow.Load(ref laneFeatures);
                    ref float left = ref Unsafe.Add(ref stepGradients, lane);
                    sum0 = TRow.MultiplyAdd(left, right, sum0);
                    sum1 = TRow.MultiplyAdd(Unsafe.Add(ref left, T.Count), right, sum1);
                    sum2 = TRow.MultiplyAdd(Unsafe.Add(ref left, 2 * T.Count), right, sum2);
                    sum3 = TRow.MultiplyAdd(Unsafe.Add(ref left, 3 * T.Count), right, sum3);
                    laneFeatures = ref Unsafe.Add(ref laneFeatures, nextLane);
                }

                stepGradients = ref Unsafe.Add(ref stepGradients, stepStride);
            }
        }

        TRow.AddTo(ref target, sum0);
        TRow.AddTo(ref Unsafe.Add(ref target, (nint)targetStride), sum1);
        TRow.AddTo(ref Unsafe.Add(ref target, 2 * (nint)targetStride), sum2);
        TRow.AddTo(ref Unsafe.Add(ref target, 3 * (nint)targetStride), sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow<TRow>(ref float gradient, ref float feature, ref float target) where TRow : struct, IFeatureVectors<TRow>
    {
        TRow sum = TRow.Zero;
        nint nextLane = width;
        for (int vector = 0; vector < vectors.Count; vector++)
        {
            ref float stepGradients = ref Unsafe.Add(ref gradient, vector * vectors.Gradients);
            ref float laneFeatures = ref Unsafe.Add(ref feature, vector * vectors.Features);
            for (int step = 0; step < steps; step++)
            {
                for (int lane = 0; lane < T.Count; lane++)
                {
                    sum = TRow.MultiplyAdd(Unsafe.Add(ref stepGradients, lane), TRow.Load(ref laneFeatures), sum);
                    laneFeatures = ref Unsafe.Add(ref laneFeatures, nextLane);
                }

                stepGradients = ref Unsafe.Add(ref stepGradients, stepStride);
            }
        }

        TRow.AddTo(ref target, sum);
    }
}

/// <summary>The vectors of samples that a product is summed over.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Gradients">Elements from one's gradients to the next's.</param>
/// <param name="Features">Elements from one's features to the next's.</param>
internal readonly record struct VectorDistances(int Count, nint Gradients, nint Features);

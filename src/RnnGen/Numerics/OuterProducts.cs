using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>
/// Deferred weight gradients: <c>dW[r, c] += Σ_vector Σ_step Σ_lane D[step][r][lane] · S[step][c][lane]</c>, done once for all steps of a segment of
/// the sequence, as a product of matrices with <c>vectors · steps · T.Count</c> terms per element.
/// </summary>
/// <remarks>
/// <para>
/// D, the gradients of pre-activations, stays in the layout of the kernels, <c>[step][row][lane]</c>, and is broadcast
/// element by element. S, the activations that D was multiplied with, is first transposed to <c>[step · lane][width]</c>, so that a
/// vector holds neighbouring features and no horizontal sum is needed. A register tile of gradients × features is
/// accumulated over a block of steps that stays in cache and then added to the result.
/// </para>
/// <para>
/// Terms are added in the order (vector, step, lane) by multiply–adds, from zero in each block of steps, and the blocks' sums in the
/// order of the blocks. The block size depends on the number of lanes only. So each element has the same bits
/// however rows, columns or calls are spread over threads, and whatever the width of the feature vectors.
/// </para>
/// <para>Memory is addressed through refs and not bounds-checked; sizes are preconditions.</para>
/// </remarks>
internal static class OuterProducts
{
    /// <summary>The unit in elements that <c>width</c> must be padded to: no feature vector is longer.</summary>
    public const int Alignment = 16;

    /// <summary>Terms per block: the block of S under one tile of columns (about 48 × 4 × 256 bytes) stays in L1 or close.</summary>
    private const int TermsPerBlock = 256;

    /// <summary>
    /// Transposes rows of a workspace, <c>[step][feature][lane]</c> for each vector, to <c>[vector · step · lane][width]</c>:
    /// <c>destination[((vector · steps + step) · T.Count + lane) · destinationWidth + destinationColumn + f]</c>.
    /// </summary>
    /// <typeparam name="T">The vectors of the workspace.</typeparam>
    /// <param name="rows">The rows that will be multiplied with what is transposed; where there are none, nothing is done.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="sourceRow">The row of feature 0 at step 0.</param>
    /// <param name="stepStride">Rows from one step to the next; may be negative (a reverse direction) or 0.</param>
    /// <param name="steps">Steps to transpose.</param>
    /// <param name="features">Rows per step.</param>
    /// <param name="destination">Room for <c>vectors · steps · T.Count · destinationWidth</c> elements; must not overlap the rows read.</param>
    /// <param name="destinationWidth">Elements from one (step, lane) to the next; at least <c>destinationColumn + features</c>.</param>
    /// <param name="destinationColumn">The column of feature 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposeSteps<T>(
        RowRange rows, ref float workspace, int sourceRow, int stepStride, int steps, int features,
        ref float destination, int destinationWidth, int destinationColumn)
        where T : struct, IVector<T>
    {
        ref float target = ref Unsafe.Add(ref destination, destinationColumn);
        for (int vector = 0; vector < rows.Vectors && rows.Count > 0; vector++)
        {
            int first = sourceRow + (vector * rows.VectorStride);
            for (int step = 0; step < steps; step++)
            {
                ref float source = ref Unsafe.Add(ref workspace, (nint)(first + (step * stepStride)) * T.Count);
                Transposition.Transpose(ref source, T.Count, ref target, destinationWidth, features, T.Count);
                target = ref Unsafe.Add(ref target, (nint)T.Count * destinationWidth);
            }
        }
    }

    /// <summary>Sets rows of a matrix to zero.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="destination">Element (0, 0).</param>
    /// <param name="width">Elements of a row.</param>
    public static void Clear(RowRange rows, ref float destination, int width)
    {
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, (nint)rows.First * width), rows.Count * width).Clear();
    }

    /// <summary><c>destination[r · columns + c] += product[r · width + firstColumn + c]</c>: some columns of a product to the tensor they belong to.</summary>
    /// <param name="rows">The rows to add.</param>
    /// <param name="product">Element (0, 0) of the product.</param>
    /// <param name="width">Elements from one row of the product to the next.</param>
    /// <param name="firstColumn">First column to add.</param>
    /// <param name="columns">Columns to add; also the distance of two rows of the destination.</param>
    /// <param name="destination">Element (0, 0) of the tensor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(RowRange rows, ref float product, int width, int firstColumn, int columns, ref float destination)
    {
        for (int row = rows.First; row < rows.First + rows.Count; row++)
        {
            Add(
                ref Unsafe.Add(ref destination, (nint)row * columns),
                ref Unsafe.Add(ref product, ((nint)row * width) + firstColumn),
                columns);
        }
    }

    /// <summary><c>sums[r][lane] += Σ_vector Σ_step w[gradientRow + step · stepStride + r][lane]</c>: the gradient of a vector of parameters, before its lanes are added.</summary>
    /// <typeparam name="T">The vectors of the workspace.</typeparam>
    /// <param name="rows">The rows to sum.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradientRow">Row 0 at step 0.</param>
    /// <param name="stepStride">Rows from one step to the next; may be negative.</param>
    /// <param name="steps">Steps to sum over.</param>
    /// <param name="sums">Row 0 of the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSteps<T>(RowRange rows, ref float workspace, int gradientRow, int stepStride, int steps, ref float sums)
        where T : struct, IVector<T>
    {
        nint stride = (nint)stepStride * T.Count;
        int row = rows.First, end = rows.First + rows.Count;
        for (; row + 4 <= end; row += 4)
        {
            // Four chains of additions at a time: one alone waits for each of its own.
            T sum0 = T.Load(ref sums, row), sum1 = T.Load(ref sums, row + 1), sum2 = T.Load(ref sums, row + 2), sum3 = T.Load(ref sums, row + 3);
            for (int vector = 0; vector < rows.Vectors; vector++)
            {
                ref float gradient = ref Unsafe.Add(ref workspace, (nint)(gradientRow + row + (vector * rows.VectorStride)) * T.Count);
                for (int step = 0; step < steps; step++)
                {
                    sum0 += T.Load(ref gradient, 0);
                    sum1 += T.Load(ref gradient, 1);
                    sum2 += T.Load(ref gradient, 2);
                    sum3 += T.Load(ref gradient, 3);
                    gradient = ref Unsafe.Add(ref gradient, stride);
                }
            }

            T.Store(ref sums, row, sum0);
            T.Store(ref sums, row + 1, sum1);
            T.Store(ref sums, row + 2, sum2);
            T.Store(ref sums, row + 3, sum3);
        }

        for (; row < end; row++)
        {
            T sum = T.Load(ref sums, row);
            for (int vector = 0; vector < rows.Vectors; vector++)
            {
                ref float gradient = ref Unsafe.Add(ref workspace, (nint)(gradientRow + row + (vector * rows.VectorStride)) * T.Count);
                for (int step = 0; step < steps; step++)
                {
                    sum += T.Load(ref gradient, 0);
                    gradient = ref Unsafe.Add(ref gradient, stride);
                }
            }

            T.Store(ref sums, row, sum);
        }
    }

    /// <summary>
    /// <c>result[r · columns + c] += Σ_lane Σ_vector Σ_step D[step][r][lane] · S[step][c][lane]</c> for rows too few to fill a register tile: both factors
    /// stay in the layout of the kernels, and each sum's lanes are added at the end.
    /// </summary>
    /// <typeparam name="T">The vectors of the workspace.</typeparam>
    /// <param name="rows">The rows of the result to compute.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradientRow">The row of gradient 0 at step 0.</param>
    /// <param name="gradientStride">Rows from one step's gradients to the next's; may be negative.</param>
    /// <param name="steps">Steps to sum over.</param>
    /// <param name="sourceRow">The row of feature 0 at step 0.</param>
    /// <param name="sourceStride">Rows from one step's features to the next's; may be negative.</param>
    /// <param name="columns">Features; also the distance of two rows of the result.</param>
    /// <param name="result">Element (0, 0) of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateRows<T>(
        RowRange rows, ref float workspace, int gradientRow, int gradientStride, int steps, int sourceRow, int sourceStride, int columns, ref float result)
        where T : struct, IVector<T>
    {
        for (int row = rows.First; row < rows.First + rows.Count; row++)
        {
            ref float target = ref Unsafe.Add(ref result, (nint)row * columns);
            int column = 0;
            for (; column + 4 <= columns; column += 4)
            {
                T sum0 = default, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                for (int vector = 0; vector < rows.Vectors; vector++)
                {
                    int origin = vector * rows.VectorStride;
                    for (int step = 0; step < steps; step++)
                    {
                        T gradient = T.Load(ref workspace, origin + gradientRow + row + (step * gradientStride));
                        ref float source = ref Unsafe.Add(ref workspace, (nint)(origin + sourceRow + column + (step * sourceStride)) * T.Count);
                        sum0 = T.MultiplyAdd(gradient, T.Load(ref source, 0), sum0);
                        sum1 = T.MultiplyAdd(gradient, T.Load(ref source, 1), sum1);
                        sum2 = T.MultiplyAdd(gradient, T.Load(ref source, 2), sum2);
                        sum3 = T.MultiplyAdd(gradient, T.Load(ref source, 3), sum3);
                    }
                }

                Unsafe.Add(ref target, column) += T.Sum(sum0);
                Unsafe.Add(ref target, column + 1) += T.Sum(sum1);
                Unsafe.Add(ref target, column + 2) += T.Sum(sum2);
                Unsafe.Add(ref target, column + 3) += T.Sum(sum3);
            }

            for (; column < columns; column++)
            {
                T sum = default;
                for (int vector = 0; vector < rows.Vectors; vector++)
                {
                    int origin = vector * rows.VectorStride;
                    for (int step = 0; step < steps; step++)
                    {
                        sum = T.MultiplyAdd(
                            T.Load(ref workspace, origin + gradientRow + row + (step * gradientStride)),
                            T.Load(ref workspace, origin + sourceRow + column + (step * sourceStride)),
                            sum);
                    }
                }

                Unsafe.Add(ref target, column) += T.Sum(sum);
            }
        }
    }

    /// <summary><c>result[r] += Σ_lane sums[r][lane]</c>.</summary>
    /// <typeparam name="T">The vectors of the sums.</typeparam>
    /// <param name="rows">The rows to add.</param>
    /// <param name="sums">Row 0 of what <see cref="AddSteps{T}"/> summed.</param>
    /// <param name="result">Element 0 of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddLanes<T>(RowRange rows, ref float sums, ref float result)
        where T : struct, IVector<T>
    {
        for (int row = rows.First; row < rows.First + rows.Count; row++)
        {
            Unsafe.Add(ref result, row) += T.Sum(T.Load(ref sums, row));
        }
    }

    /// <summary><c>result[r] += Σ_vector Σ_step w[gradientRow + step · stepStride + r]</c>: the gradient of a vector of parameters, for sequences of their own.</summary>
    /// <param name="rows">The rows to sum.</param>
    /// <param name="workspace">The origin that rows count from; a row is one float.</param>
    /// <param name="gradientRow">Row 0 at step 0.</param>
    /// <param name="stepStride">Rows from one step to the next.</param>
    /// <param name="steps">Steps to sum over.</param>
    /// <param name="result">Element 0 of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumSteps(RowRange rows, ref float workspace, int gradientRow, int stepStride, int steps, ref float result)
    {
        for (int vector = 0; vector < rows.Vectors; vector++)
        {
            ref float gradient = ref Unsafe.Add(ref workspace, gradientRow + rows.First + (vector * rows.VectorStride));
            for (int step = 0; step < steps; step++)
            {
                Add(ref Unsafe.Add(ref result, rows.First), ref Unsafe.Add(ref gradient, step * stepStride), rows.Count);
            }
        }
    }

    /// <summary>
    /// <c>result[r · columns + c] += Σ_vector Σ_step D[step][r] · S[step][c]</c> for sequences of their own: a row is one float, so S lies as it is needed.
    /// </summary>
    /// <param name="rows">The rows of the result to compute; "vectors" are sequences.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradientRow">The row of gradient 0 at step 0.</param>
    /// <param name="stepStride">Rows from one step's gradients to the next's; may be negative.</param>
    /// <param name="steps">Steps to sum over; with 0 nothing changes.</param>
    /// <param name="sourceRow">The row of feature 0 at step 0.</param>
    /// <param name="sourceStride">Rows from one step's features to the next's: if there is more than one step, at least <paramref name="columns"/> rounded up to <see cref="Alignment"/>.</param>
    /// <param name="columns">Features; also the distance of two rows of the result.</param>
    /// <param name="result">Element (0, 0) of the result.</param>
    public static void AccumulateSequences(
        RowRange rows, ref float workspace, int gradientRow, int stepStride, int steps, int sourceRow, int sourceStride, int columns, ref float result)
    {
        ref float source = ref Unsafe.Add(ref workspace, sourceRow);
        if (Vector512.IsHardwareAccelerated)
        {
            Accumulate<ScalarVector, NativeVector512>(
                rows, ref workspace, gradientRow, stepStride, steps, ref source, rows.VectorStride, sourceStride, 0, columns, ref result, columns);
        }
        else
        {
            Accumulate<ScalarVector, NativeVector>(
                rows, ref workspace, gradientRow, stepStride, steps, ref source, rows.VectorStride, sourceStride, 0, columns, ref result, columns);
        }
    }

    /// <summary>
    /// <c>result[r · resultStride + c] += Σ_vector Σ_step Σ_lane D · S</c> for r in <paramref name="rows"/> and c below
    /// <paramref name="columns"/>, where D is lane <c>lane</c> of row <c>gradientRow + step · stepStride + r</c> of the vector's workspace and S is
    /// <c>transposed[((vector · steps + step) · T.Count + lane) · width + firstColumn + c]</c>.
    /// </summary>
    /// <typeparam name="T">The vectors of the workspace.</typeparam>
    /// <param name="rows">The rows of the result to compute.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradientRow">The row of gradient 0 at step 0.</param>
    /// <param name="stepStride">Rows from one step to the next; may be negative.</param>
    /// <param name="steps">Steps to sum over; with 0 nothing changes.</param>
    /// <param name="transposed">What <see cref="TransposeSteps{T}"/> wrote.</param>
    /// <param name="width">
    /// Elements from one (step, lane) to the next. Whole vectors are read: <c>firstColumn + columns</c>, with <c>columns</c> rounded up
    /// to <see cref="Alignment"/>, must not exceed it. What lies beyond <c>columns</c> is read and dropped, whatever it is.
    /// </param>
    /// <param name="firstColumn">The column of S that meets column 0 of the result; fastest as a multiple of <see cref="Alignment"/>.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="result">
    /// Element (0, 0) of the result. Only elements (r, c) are touched, so it may be the gradient tensor itself, without padding.
    /// </param>
    /// <param name="resultStride">Elements from one row of the result to the next; at least <paramref name="columns"/>.</param>
    public static void Accumulate<T>(
        RowRange rows, ref float workspace, int gradientRow, int stepStride, int steps,
        ref float transposed, int width, int firstColumn, int columns,
        ref float result, int resultStride)
        where T : struct, IVector<T>
    {
        nint vectorStride = (nint)steps * T.Count * width;
        if (Vector512.IsHardwareAccelerated)
        {
            Accumulate<T, NativeVector512>(
                rows, ref workspace, gradientRow, stepStride, steps, ref transposed, vectorStride, width, firstColumn, columns, ref result, resultStride);
        }
        else
        {
            Accumulate<T, NativeVector>(
                rows, ref workspace, gradientRow, stepStride, steps, ref transposed, vectorStride, width, firstColumn, columns, ref result, resultStride);
        }
    }

    /// <summary>As <see cref="Accumulate{T}"/>, with the vectors of features given, and where each vector's part of S begins: <paramref name="vectorStride"/> elements behind the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Accumulate<T, TFeatures>(
        RowRange rows, ref float workspace, int gradientRow, int stepStride, int steps,
        ref float transposed, nint vectorStride, int width, int firstColumn, int columns,
        ref float result, int resultStride)
        where T : struct, IVector<T>
        where TFeatures : struct, IVector<TFeatures>
    {
        int blockSteps = Math.Max(1, TermsPerBlock / (T.Count * rows.Vectors));
        for (int step = 0; step < steps; step += blockSteps)
        {
            var block = new OuterProductBlock<T>(
                ref Unsafe.Add(ref workspace, (nint)(gradientRow + rows.First + (step * stepStride)) * T.Count),
                (nint)stepStride * T.Count,
                ref Unsafe.Add(ref transposed, ((nint)step * T.Count * width) + firstColumn),
                width,
                Math.Min(blockSteps, steps - step),
                new VectorDistances(rows.Vectors, (nint)rows.VectorStride * T.Count, vectorStride),
                ref Unsafe.Add(ref result, (nint)rows.First * resultStride),
                resultStride);

            for (int column = 0; column < columns;)
            {
                // Three vectors use the registers best; four are cut 2 + 2, not 3 + 1.
                int vectors = (columns - column + TFeatures.Count - 1) / TFeatures.Count;
                int taken = vectors switch { 1 => 1, 2 or 4 => 2, _ => 3 };
                int valid = Math.Min(columns - column, taken * TFeatures.Count);
                switch (taken)
                {
                    case 1:
                        block.AddColumns<OneVector<TFeatures>>(rows.Count, column, valid);
                        break;
                    case 2:
                        block.AddColumns<TwoVectors<TFeatures>>(rows.Count, column, valid);
                        break;
                    default:
                        block.AddColumns<ThreeVectors<TFeatures>>(rows.Count, column, valid);
                        break;
                }

                column += valid;
            }
        }
    }

    /// <summary>Adds neighbouring elements to others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(ref float destination, ref float source, int count)
    {
        int index = 0;
        for (; index <= count - Vector<float>.Count; index += Vector<float>.Count)
        {
            Vector<float> sum = Vector.LoadUnsafe(ref destination, (nuint)index) + Vector.LoadUnsafe(ref source, (nuint)index);
            sum.StoreUnsafe(ref destination, (nuint)index);
        }

        for (; index < count; index++)
        {
            Unsafe.Add(ref destination, index) += Unsafe.Add(ref source, index);
        }
    }
}

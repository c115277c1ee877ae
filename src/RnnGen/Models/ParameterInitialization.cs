using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>The distributions that parameters start from. Generated constructors call these, one tensor at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterInitialization
{
    /// <summary>Below it Gram–Schmidt is done before the JIT has compiled the blocked method.</summary>
    private const int FewVectors = 192;

    /// <summary>From here on a second thread gains more than compiling what starts it costs.</summary>
    private const int ThreadedVectors = 512;

    /// <summary>
    /// Fills a weight tensor with U(−a, a), a = √(6 / (fanIn + fanOut)), which keeps the variance of activations and
    /// gradients from layer to layer.
    /// </summary>
    /// <param name="values">The tensor, any shape.</param>
    /// <param name="fanIn">Number of inputs of one unit, at least 1.</param>
    /// <param name="fanOut">Number of units one input goes to, at least 1.</param>
    /// <param name="random">Where the numbers come from; one is drawn per value, in order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fan is less than 1.</exception>
    /// <remarks>
    /// X. Glorot, Y. Bengio, <em>Understanding the Difficulty of Training Deep Feedforward Neural Networks</em>, 2010,
    /// equation 16; Keras's default for kernels.
    /// </remarks>
    public static void GlorotUniform(Span<float> values, int fanIn, int fanOut, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        ArgumentNullException.ThrowIfNull(random);
        Uniform(values, Math.Sqrt(6.0 / ((double)fanIn + fanOut)), random);
    }

    /// <summary>Fills a tensor with U(−limit, limit).</summary>
    /// <param name="values">The tensor, any shape.</param>
    /// <param name="limit">The largest magnitude. Keras's embeddings start with 0.05; PyTorch's with normal numbers of variance 1.</param>
    /// <param name="random">Where the numbers come from; one is drawn per value, in order.</param>
    public static void Uniform(Span<float> values, double limit, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }

    /// <summary>Sets every value of a tensor, such as the bias of a forget gate.</summary>
    /// <param name="values">The tensor, any shape.</param>
    /// <param name="value">The value.</param>
    /// <remarks>Without <see cref="Span{T}.Fill"/>, whose vector loop the JIT compiles anew in every process: a millisecond.</remarks>
    public static void Constant(Span<float> values, float value)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value;
        }
    }

    /// <summary>
    /// Fills a matrix with a random semi-orthogonal one, uniformly distributed (Haar measure): its columns are
    /// orthonormal if it has no fewer rows than columns, else its rows are. A recurrence through such a matrix neither
    /// grows nor shrinks what it carries.
    /// </summary>
    /// <param name="values">The matrix [rows, columns], row-major.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> does not hold rows × columns values.</exception>
    /// <remarks>
    /// A. Saxe, J. McClelland, S. Ganguli, <em>Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear
    /// Neural Networks</em>, 2014. As in Keras and PyTorch this is the Q of a normal matrix's QR decomposition with the
    /// signs that make R's diagonal positive (F. Mezzadri, <em>How to Generate Random Matrices from the Classical
    /// Compact Groups</em>, 2007). That Q is unique. Small ones come from Gram–Schmidt, which yields it directly; each
    /// projection is done twice, which keeps it orthogonal to rounding. Large ones come from a blocked method that makes
    /// the same matrix to rounding. Computed in double precision; a seed gives the same bits on every processor and with
    /// any number of threads.
    /// </remarks>
    public static void Orthogonal(Span<float> values, int rows, int columns, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(random);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                Invariant($"A matrix of {rows} rows and {columns} columns has {(long)rows * columns} values, but the span holds {values.Length}."),
                nameof(values));
        }

        int count = Math.Min(rows, columns);
        int size = Math.Max(rows, columns);
        // [count, size]: vector i of the orthonormal set is a row of the matrix, or a column.
        (int vectorPitch, int pitch) = rows <= columns ? (columns, 1) : (1, columns);
        if (count < FewVectors)
        {
            OrthogonalizeFew(values, count, size, vectorPitch, pitch, random);
        }
        else
        {
            OrthogonalizeMany(values, count, size, vectorPitch, pitch, random);
        }
    }

    private static void OrthogonalizeFew(Span<float> values, int count, int size, int vectorPitch, int pitch, RandomSource random)
    {
        double[] vectors = new double[values.Length];
        for (int i = 0; i < count; i++)
        {
            Span<double> vector = vectors.AsSpan(i * size, size);
            for (int k = 0; k < size; k++)
            {
                vector[k] = random.NextNormal();
            }

            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> earlier = vectors.AsSpan(j * size, size);
                    Subtract(Dot(earlier, vector), earlier, vector);
                }
            }

            double factor = 1 / Math.Sqrt(Dot(vector, vector));
            for (int k = 0; k < size; k++)
            {
                vector[k] *= factor;
                values[(i * vectorPitch) + (k * pitch)] = (float)vector[k];
            }
        }
    }

    private static void OrthogonalizeMany(Span<float> values, int count, int size, int vectorPitch, int pitch, RandomSource random)
    {
        CholeskyQr vectors = new(count, size);
        double[] vector = new double[size];
        do
        {
            for (int i = 0; i < count; i++)
            {
                random.NextNormals(vector);
                vectors.Set(i, vector);
            }
        }
        while (!vectors.TryOrthonormalize(count < ThreadedVectors ? 1 : Parallelism.MaxThreads));

        // R alone decides whether a matrix is drawn again, and of a normal matrix Q does not depend on R: Q stays uniform.
        vectors.CopyTo(values, vectorPitch, pitch);
    }

    /// <summary>
    /// Inner product in a fixed order of summation (four partial sums), so that a seed gives the same matrix whatever
    /// the width of the processor's vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref double a = ref MemoryMarshal.GetReference(left), b = ref MemoryMarshal.GetReference(right);
        Vector256<double> sums = Vector256<double>.Zero;
        int i = 0;
        for (; i <= left.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sums += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
        }

        double first = sums[0];
        for (; i < left.Length; i++)
        {
            first += left[i] * right[i];
        }

        return first + sums[1] + (sums[2] + sums[3]);
    }

    /// <summary><c>vector −= factor · other</c>: a loop of our own, because the JIT takes longer for one of <c>TensorPrimitives</c> than the whole of a small matrix takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(double factor, ReadOnlySpan<double> other, Span<double> vector)
    {
        ref double a = ref MemoryMarshal.GetReference(other), b = ref MemoryMarshal.GetReference(vector);
        int i = 0;
        for (; i <= vector.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            (Vector256.LoadUnsafe(ref b, (nuint)i) - (Vector256.LoadUnsafe(ref a, (nuint)i) * factor)).StoreUnsafe(ref b, (nuint)i);
        }

        for (; i < vector.Length; i++)
        {
            vector[i] -= other[i] * factor;
        }
    }
}

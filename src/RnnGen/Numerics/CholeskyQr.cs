using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Makes many long vectors orthonormal: the Q of a QR decomposition whose R has a positive diagonal, by way of the
/// Cholesky factor of the vectors' inner products, A = QR with RᵀR = AᵀA. In double precision.
/// </summary>
/// <remarks>
/// Half the work of Householder's reflections, and nearly all of it products of tiles that stay in the cache. What is
/// lost is accuracy where A is ill-conditioned: Q is orthonormal to about κ(A)²·2⁻⁵³. Normal matrices with twice as many
/// rows as columns have κ below 6 for certain (K. Davidson, S. Szarek, <em>Local Operator Theory, Random Matrices and
/// Banach Spaces</em>, 2001, theorem II.13); for others it is done twice, which leaves rounding alone (Y. Yamamoto,
/// Y. Nakatsukasa, Y. Yanagisawa, T. Fukaya, <em>Roundoff Error Analysis of the CholeskyQR2 Algorithm</em>, 2015).
/// Every sum is one element's own, added up term by term, so that neither the width of the processor's vectors nor the
/// number of threads changes a bit.
/// </remarks>
internal sealed class CholeskyQr
{
    /// <summary>Vectors in a panel, and rows and columns of a tile.</summary>
    private const int Width = 16;

    private const int Tile = Width * Width;

    /// <summary>Elements of each vector that inner products are taken of at a time: two panels of them fit the first cache.</summary>
    private const int Depth = 128;

    /// <summary>Panels that share what is brought into the second cache.</summary>
    private const int Group = 4;

    /// <summary>
    /// The square of the smallest angle between a vector and those before it. Below it two passes would not be enough; of
    /// square normal matrices of 1,000 rows one in 10,000 has a smaller one.
    /// </summary>
    private const double SmallestPivot = 1e-11;

    private readonly int count;
    private readonly int size;
    private readonly int panels;

    /// <summary>[panels, size, Width]: element k of vector i is at [i / Width, k, i % Width]. Vectors beyond the last are zero.</summary>
    private readonly double[] vectors;

    /// <summary>
    /// Inner products, then R: the upper triangle in panels of <see cref="Width"/> columns. Panel J has the rows of tiles
    /// 0 to J, row-major.
    /// </summary>
    private readonly double[] triangle;

    /// <summary>Takes the memory for a set of vectors, all zero.</summary>
    /// <param name="count">Number of vectors.</param>
    /// <param name="size">Elements of each, at least as many.</param>
    public CholeskyQr(int count, int size)
    {
        this.count = count;
        this.size = size;
        panels = (count + Width - 1) / Width;
        vectors = new double[checked(panels * size * Width)];
        triangle = new double[checked(Start(panels))];
    }

    /// <summary>Element <paramref name="k"/> of vector <paramref name="i"/>.</summary>
    public ref double this[int i, int k] => ref vectors[(((i / Width * size) + k) * Width) + (i % Width)];

    /// <summary>Sets the elements of vector <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int i, ReadOnlySpan<double> elements)
    {
        ref double next = ref this[i, 0];
        foreach (double element in elements[..size])
        {
            next = element;
            next = ref Unsafe.Add(ref next, Width);
        }
    }

    /// <summary>Copies the vectors into a matrix.</summary>
    /// <param name="values">The matrix.</param>
    /// <param name="vectorPitch">Numbers from one vector's element to the next vector's.</param>
    /// <param name="pitch">Numbers from one element of a vector to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(Span<float> values, int vectorPitch, int pitch)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            int width = Math.Min(Width, count - (panel * Width));
            for (int k = 0; k < size; k++)
            {
                ReadOnlySpan<double> elements = vectors.AsSpan(((panel * size) + k) * Width, width);
                int place = (panel * Width * vectorPitch) + (k * pitch);
                foreach (double element in elements)
                {
                    values[place] = (float)element;
                    place += vectorPitch;
                }
            }
        }
    }

    /// <summary>Makes the vectors orthonormal, each from itself and those before it.</summary>
    /// <param name="threads">The most threads to use.</param>
    /// <returns>False if they are so nearly dependent that this method cannot; the vectors are then of no use.</returns>
    public bool TryOrthonormalize(int threads)
    {
        int passes = size >= 2 * count ? 1 : 2;
        int groups = (panels + Group - 1) / Group;
        int strips = (size + (Group * Width) - 1) / (Group * Width);
        for (int pass = 0; pass < passes; pass++)
        {
            // From the last group, which has the most to do, so that threads end together.
            Run(groups, threads, group => Multiply(groups - 1 - group));
            if (!TryFactor())
            {
                return false;
            }

            Run(strips, threads, Solve);
        }

        return true;
    }

    /// <summary>Does independent parts of work, each of which writes memory of its own.</summary>
    private static void Run(int parts, int threads, Action<int> part)
    {
        if (threads > 1)
        {
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part);
            return;
        }

        // Without Parallel, which takes longer to be compiled than a few hundred vectors take here.
        for (int i = 0; i < parts; i++)
        {
            part(i);
        }
    }

    /// <summary>Where panel J of the triangle starts: behind 1 + 2 + … + J tiles.</summary>
    private static int Start(int panel) => Tile * (panel * (panel + 1) / 2);

    /// <summary>The inner products of a group of panels with themselves and all before.</summary>
    private void Multiply(int group)
    {
        int first = group * Group;
        int end = Math.Min(first + Group, panels);
        triangle.AsSpan(Start(first)..Start(end)).Clear();
        for (int k = 0; k < size; k += Depth)
        {
            int depth = Math.Min(Depth, size - k);
            for (int left = 0; left < end; left++)
            {
                for (int right = Math.Max(left, first); right < end; right++)
                {
                    AddProduct(
                        ref vectors[((left * size) + k) * Width],
                        ref vectors[((right * size) + k) * Width],
                        depth,
                        ref triangle[Start(right) + (left * Tile)],
                        1);
                }
            }
        }
    }

    /// <summary>The Cholesky factor R of the inner products, RᵀR, in their place.</summary>
    private bool TryFactor()
    {
        for (int j = count; j < panels * Width; j++)
        {
            triangle[Start(panels - 1) + (j * Width) + (j % Width)] = 1; // vectors that are not there
        }

        Span<double> least = stackalloc double[Width];
        for (int panel = 0; panel < panels; panel++)
        {
            Span<double> columns = triangle.AsSpan(Start(panel)..Start(panel + 1));
            Span<double> diagonal = columns[(panel * Tile)..];
            for (int j = 0; j < Width; j++)
            {
                least[j] = SmallestPivot * diagonal[(j * Width) + j];
            }

            for (int row = 0; row < panel; row++)
            {
                Eliminate(row, columns);
            }

            Subtract(panel, columns);
            for (int j = 0; j < Width; j++)
            {
                Span<double> current = diagonal.Slice(j * Width, Width);
                for (int i = 0; i < j; i++)
                {
                    ReadOnlySpan<double> earlier = diagonal.Slice(i * Width, Width);
                    for (int column = j; column < Width; column++)
                    {
                        current[column] -= earlier[j] * earlier[column];
                    }
                }

                double pivot = current[j];
                if (!(pivot > least[j]))
                {
                    return false;
                }

                double root = Math.Sqrt(pivot);
                for (int column = j; column < Width; column++)
                {
                    current[column] /= root;
                }
            }
        }

        return true;
    }

    /// <summary>Divides a strip of the vectors by R: as many elements of each as a group of panels has columns.</summary>
    private void Solve(int strip)
    {
        int from = strip * Group * Width;
        int parts = (Math.Min(size - from, Group * Width) + Width - 1) / Width;
        double[] columns = new double[parts * panels * Tile]; // [parts, vectors, Width]
        Copy(columns, from, back: false);
        for (int row = 0; row < panels; row++)
        {
            for (int part = 0; part < parts; part++)
            {
                Eliminate(row, columns.AsSpan(part * panels * Tile, panels * Tile));
            }
        }

        Copy(columns, from, back: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(double[] columns, int from, bool back)
    {
        int end = Math.Min(from + (Group * Width), size);
        for (int panel = 0; panel < panels; panel++)
        {
            for (int k = from; k < end; k++)
            {
                Span<double> elements = vectors.AsSpan(((panel * size) + k) * Width, Width);
                int column = ((k - from) / Width * panels * Tile) + (panel * Tile) + ((k - from) % Width);
                for (int i = 0; i < Width; i++)
                {
                    ref double other = ref columns[column + (i * Width)];
                    (back ? ref elements[i] : ref other) = back ? other : elements[i];
                }
            }
        }
    }

    /// <summary>One step of x ← R⁻ᵀx for <see cref="Width"/> columns: a tile of rows, those before it being done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(int row, Span<double> columns)
    {
        Subtract(row, columns);
        ref double factor = ref triangle[Start(row) + (row * Tile)];
        ref double tile = ref MemoryMarshal.GetReference(columns.Slice(row * Tile, Tile));
        for (int column = 0; column < Width; column += Vector<double>.Count)
        {
            for (int j = 0; j < Width; j++)
            {
                Vector<double> current = Vector.LoadUnsafe(ref tile, (nuint)((j * Width) + column));
                for (int i = 0; i < j; i++)
                {
                    current -= Unsafe.Add(ref factor, (i * Width) + j) * Vector.LoadUnsafe(ref tile, (nuint)((i * Width) + column));
                }

                current /= Unsafe.Add(ref factor, (j * Width) + j);
                current.StoreUnsafe(ref tile, (nuint)((j * Width) + column));
            }
        }
    }

    /// <summary>Takes from a tile of rows what the rows before contribute.</summary>
    private void Subtract(int row, Span<double> columns) =>
        AddProduct(
            ref triangle[Start(row)],
            ref MemoryMarshal.GetReference(columns),
            row * Width,
            ref columns[row * Tile],
            -1);

    /// <summary>sums += sign · leftᵀ·right, for left and right of [depth, Width] and sums of [Width, Width].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct(ref double left, ref double right, int depth, ref double sums, double sign)
    {
        for (int column = 0; column < Width; column += 2 * Vector<double>.Count)
        {
            for (int row = 0; row < Width; row += 4)
            {
                Vector<double> a0 = default, a1 = default, b0 = default, b1 = default;
                Vector<double> c0 = default, c1 = default, d0 = default, d1 = default;
                ref double x = ref Unsafe.Add(ref left, row);
                ref double y = ref Unsafe.Add(ref right, column);
                for (int k = 0; k < depth; k++)
                {
                    // Not a fused multiply-add: not every processor has one, and it rounds differently.
                    Vector<double> y0 = Vector.LoadUnsafe(ref y), y1 = Vector.LoadUnsafe(ref y, (nuint)Vector<double>.Count);
                    Vector<double> factor = new(x);
                    a0 += factor * y0;
                    a1 += factor * y1;
                    factor = new(Unsafe.Add(ref x, 1));
                    b0 += factor * y0;
                    b1 += factor * y1;
                    factor = new(Unsafe.Add(ref x, 2));
                    c0 += factor * y0;
                    c1 += factor * y1;
                    factor = new(Unsafe.Add(ref x, 3));
                    d0 += factor * y0;
                    d1 += factor * y1;
                    x = ref Unsafe.Add(ref x, Width);
                    y = ref Unsafe.Add(ref y, Width);
                }

                ref double sum = ref Unsafe.Add(ref sums, (row * Width) + column);
                Add(ref sum, a0, a1, sign);
                Add(ref Unsafe.Add(ref sum, Width), b0, b1, sign);
                Add(ref Unsafe.Add(ref sum, 2 * Width), c0, c1, sign);
                Add(ref Unsafe.Add(ref sum, 3 * Width), d0, d1, sign);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double sum, Vector<double> first, Vector<double> second, double sign)
    {
        ref double next = ref Unsafe.Add(ref sum, Vector<double>.Count);
        (Vector.LoadUnsafe(ref sum) + (sign * first)).StoreUnsafe(ref sum);
        (Vector.LoadUnsafe(ref next) + (sign * second)).StoreUnsafe(ref next);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Adds to the gradient of a model's parameters what a block of samples has of it at some steps: for one group of rows after the other the outer products of the rows'
/// gradients and of what the rows multiplied, as <see cref="OuterProducts"/> computes them.
/// </summary>
/// <remarks>
/// For each group <see cref="Begin"/>; then <see cref="Next"/> for a block of steps until there is none left, and in each block what was multiplied is transposed, multiplied and the
/// rows are summed; at the end sums and products are added to the parameters they belong to. Sizes are preconditions.
/// </remarks>
/// <typeparam name="T">The vectors of the workspace.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct BatchOuterProducts<T>
    where T : struct, IVector<T>
{
    private readonly RowShare share;
    private readonly ref float workspace;
    private readonly ref float gradients;
    private readonly ref float transposed;
    private readonly ref float sums;
    private readonly ref float product;
    private readonly int steps;
    private readonly int absent;

    private RowRange rows;
    private StridedRows rowGradients;

    /// <summary>The steps before the block, and those up to its end.</summary>
    private int first, end;

    /// <summary>Outer products of some steps.</summary>
    /// <param name="share">The part of the rows that is to be computed.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradients">The parameter that offsets count from.</param>
    /// <param name="scratch">Memory for transposed values.</param>
    /// <param name="sums">Memory for sums of rows, where there are any.</param>
    /// <param name="product">Memory for a product of several sources, where there is one.</param>
    /// <param name="steps">Number of steps.</param>
    public BatchOuterProducts(RowShare share, ref float workspace, ref float gradients, ref float scratch, ref float sums, ref float product, int steps)
    {
        this.share = share;
        this.workspace = ref workspace;
        this.gradients = ref gradients;
        this.transposed = ref scratch;
        this.sums = ref sums;
        this.product = ref product;
        this.steps = steps;
    }

    /// <summary>Outer products of some steps, of which the first may be such as no sample has.</summary>
    /// <inheritdoc cref="BatchOuterProducts{T}(RowShare, ref float, ref float, ref float, ref float, ref float, int)"/>
    /// <param name="share">The part of the rows that is to be computed.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="gradients">The parameter that offsets count from.</param>
    /// <param name="scratch">Memory for transposed values.</param>
    /// <param name="sums">Memory for sums of rows, where there are any.</param>
    /// <param name="product">Memory for a product of several sources, where there is one.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="alive">Rows that are zero where a sample has not the step.</param>
    public BatchOuterProducts(RowShare share, ref float workspace, ref float gradients, ref float scratch, ref float sums, ref float product, int steps, StridedRows alive)
        : this(share, ref workspace, ref gradients, ref scratch, ref sums, ref product, steps) =>
        absent = AbsentSteps.CountFirst(share, ref workspace, T.Pitch, steps, alive);

    private readonly StridedRows Gradients => rowGradients.From(first);

    /// <summary>Turns to other rows.</summary>
    /// <param name="total">Rows of the tensors.</param>
    /// <param name="firstRow">The first of these rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradientRows">Where their gradients are.</param>
    public void Begin(int total, int firstRow, int count, StridedRows gradientRows)
    {
        rows = share.Of(total, firstRow, count);
        rowGradients = gradientRows;
        (first, end) = (absent, absent);
    }

    /// <summary>Turns to the next block of steps.</summary>
    /// <param name="block">Steps of a block; the last one may have fewer.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(int block)
    {
        first = end;
        end = Math.Min(steps, first + block);
        return first < end;
    }

    /// <summary>Clears the sums of the rows.</summary>
    public readonly void ClearSums() => OuterProducts.Clear(rows, ref sums, T.Count);

    /// <summary>Adds the rows of the block's steps up.</summary>
    public readonly void AddToSums() => OuterProducts.AddSteps<T>(rows, ref workspace, Gradients.First, Gradients.Stride, end - first, ref sums);

    /// <summary>Adds the sums to a vector of parameters' gradients.</summary>
    /// <param name="offset">Where the vector's gradients begin.</param>
    public readonly void AddSums(int offset) => OuterProducts.AddLanes<T>(rows, ref sums, ref Unsafe.Add(ref gradients, offset));

    /// <summary>Multiplies rows that are too few for anything else with a source as it lies.</summary>
    /// <param name="source">The source.</param>
    /// <param name="columns">Its length.</param>
    /// <param name="offset">Where the gradients of the weights begin.</param>
    public readonly void MultiplyRows(StridedRows source, int columns, int offset)
    {
        source = source.From(first);
        OuterProducts.AccumulateRows<T>(
            rows, ref workspace, Gradients.First, Gradients.Stride, end - first, source.First, source.Stride, columns,
            ref Unsafe.Add(ref gradients, offset));
    }

    /// <summary>Transposes a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="columns">Its length.</param>
    /// <param name="width">Columns of all that is transposed, with padding.</param>
    /// <param name="firstColumn">The source's first column among them.</param>
    public readonly void Transpose(StridedRows source, int columns, int width, int firstColumn)
    {
        source = source.From(first);
        OuterProducts.TransposeSteps<T>(rows, ref workspace, source.First, source.Stride, end - first, columns, ref transposed, width, firstColumn);
    }

    /// <summary>Multiplies the rows with a transposed source.</summary>
    /// <param name="width">Columns of all that is transposed, with padding.</param>
    /// <param name="firstColumn">The source's first column among them.</param>
    /// <param name="columns">Its length.</param>
    /// <param name="offset">Where the gradients of the weights begin.</param>
    public readonly void Multiply(int width, int firstColumn, int columns, int offset) => OuterProducts.Accumulate<T>(
        rows, ref workspace, Gradients.First, Gradients.Stride, end - first, ref transposed, width, firstColumn, columns,
        ref Unsafe.Add(ref gradients, offset), columns);

    /// <summary>Clears the product with all sources.</summary>
    /// <param name="width">Columns of all that is transposed, with padding.</param>
    public readonly void ClearProduct(int width) => OuterProducts.Clear(rows, ref product, width);

    /// <summary>Multiplies the rows with all transposed sources at once: whole vectors of the product, padding included, so that nothing has to be cut off.</summary>
    /// <param name="width">Columns of all that is transposed, with padding.</param>
    public readonly void MultiplyAll(int width) => OuterProducts.Accumulate<T>(
        rows, ref workspace, Gradients.First, Gradients.Stride, end - first, ref transposed, width, 0, width, ref product, width);

    /// <summary>Adds a source's columns of that product to the gradients of the weights.</summary>
    /// <param name="width">Columns of the product.</param>
    /// <param name="firstColumn">The source's first column among them.</param>
    /// <param name="columns">Its length.</param>
    /// <param name="offset">Where the gradients of the weights begin.</param>
    public readonly void AddProduct(int width, int firstColumn, int columns, int offset) =>
        OuterProducts.AddColumns(rows, ref product, width, firstColumn, columns, ref Unsafe.Add(ref gradients, offset));
}

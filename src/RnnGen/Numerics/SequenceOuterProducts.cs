using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Adds to the gradient of a model's parameters what a sequence, or two, has of it at some steps: for one group of rows after the other the outer products of the rows'
/// gradients and of what the rows multiplied, as <see cref="OuterProducts"/> computes them. Sizes are preconditions.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SequenceOuterProducts
{
    private readonly RowShare share;
    private readonly ref float workspace;
    private readonly ref float gradients;
    private readonly int steps;
    private readonly int absent;

    private RowRange rows;
    private StridedRows rowGradients;

    /// <summary>Outer products of some steps.</summary>
    /// <param name="share">The part of the rows that is to be computed.</param>
    /// <param name="workspace">The origin that rows count from; a row is one float.</param>
    /// <param name="gradients">The parameter that offsets count from.</param>
    /// <param name="steps">Number of steps.</param>
    public SequenceOuterProducts(RowShare share, ref float workspace, ref float gradients, int steps)
    {
        this.share = share;
        this.workspace = ref workspace;
        this.gradients = ref gradients;
        this.steps = steps;
    }

    /// <summary>Outer products of some steps, of which the first may be such as no sequence has.</summary>
    /// <inheritdoc cref="SequenceOuterProducts(RowShare, ref float, ref float, int)"/>
    /// <param name="share">The part of the rows that is to be computed.</param>
    /// <param name="workspace">The origin that rows count from; a row is one float.</param>
    /// <param name="gradients">The parameter that offsets count from.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="alive">Rows that are zero where a sequence has not the step.</param>
    public SequenceOuterProducts(RowShare share, ref float workspace, ref float gradients, int steps, StridedRows alive)
        : this(share, ref workspace, ref gradients, steps)
    {
        absent = AbsentSteps.CountFirst(share, ref workspace, 1, steps, alive);
        this.steps = steps - absent;
    }

    /// <summary>Turns to other rows.</summary>
    /// <param name="total">Rows of the tensors.</param>
    /// <param name="firstRow">The first of these rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradientRows">Where their gradients are.</param>
    public void Begin(int total, int firstRow, int count, StridedRows gradientRows)
    {
        rows = share.Of(total, firstRow, count);
        rowGradients = gradientRows.From(absent);
    }

    /// <summary>Multiplies the rows with a source.</summary>
    /// <param name="source">The source. If there is more than one step, its stride is at least its length rounded up to <see cref="OuterProducts.Alignment"/>.</param>
    /// <param name="columns">Its length.</param>
    /// <param name="offset">Where the gradients of the weights begin.</param>
    public readonly void Multiply(StridedRows source, int columns, int offset) => OuterProducts.AccumulateSequences(
        rows, ref workspace, rowGradients.First, rowGradients.Stride, steps, source.From(absent).First, source.Stride, columns, ref Unsafe.Add(ref gradients, offset));

    /// <summary>Adds the rows up.</summary>
    /// <param name="offset">Where the gradients of a vector of parameters begin.</param>
    public readonly void AddRows(int offset) =>
        OuterProducts.SumSteps(rows, ref workspace, rowGradients.First, rowGradients.Stride, steps, ref Unsafe.Add(ref gradients, offset));
}

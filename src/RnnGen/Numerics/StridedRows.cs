using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>Rows of a workspace at even distances: of consecutive steps, or of output steps.</summary>
/// <param name="First">The first row at the first step.</param>
/// <param name="Stride">Rows from one step to the next; may be negative or 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StridedRows(int First, int Stride)
{
    /// <summary>Rows of the same steps, further on in each.</summary>
    /// <param name="steps">The rows.</param>
    /// <param name="rows">How many rows further on.</param>
    public static StridedRows operator +(StridedRows steps, int rows) => steps with { First = steps.First + rows };

    /// <summary>The first row at step <paramref name="index"/>.</summary>
    internal int this[int index] => First + (index * Stride);

    /// <summary>The rows from a later step on.</summary>
    /// <param name="step">How many steps later.</param>
    internal StridedRows From(int step) => this with { First = this[step] };
}

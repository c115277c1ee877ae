namespace RnnGen.Numerics;

/// <summary>Rows of a workspace at consecutive steps: where they are at the first of them, and how far they are apart.</summary>
/// <param name="First">The first row at the first step.</param>
/// <param name="Stride">Rows from one step to the next; may be negative or 0.</param>
public readonly record struct RowSteps(int First, int Stride)
{
    /// <summary>Rows of the same steps, further on in each.</summary>
    /// <param name="steps">The rows.</param>
    /// <param name="rows">How many rows further on.</param>
    public static RowSteps operator +(RowSteps steps, int rows) => steps with { First = steps.First + rows };

    /// <summary>The rows from a later step on.</summary>
    /// <param name="step">How many steps later.</param>
    public RowSteps From(int step) => this with { First = First + (step * Stride) };
}

using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>A state of one layer that callers give and get, and where it lies in the workspace of a block: first rows.</summary>
/// <param name="Length">Its units.</param>
/// <param name="Initial">Before the first step.</param>
/// <param name="Final">After the last.</param>
/// <param name="Gradient">Its gradient: of the final state before the backward pass, of the initial one after it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record CarriedState(int Length, int Initial, int Final, int Gradient)
{
    /// <summary>Before the first step, in a prediction that goes through the sequence in stretches.</summary>
    public int PredictionInitial { get; init; } = Initial;

    /// <summary>Whether a gradient comes back to the state before the first step; it is zero where not.</summary>
    public bool IsReached { get; init; } = true;

    /// <summary>After the last, in such a prediction.</summary>
    public int PredictionFinal { get; init; } = Final;
}

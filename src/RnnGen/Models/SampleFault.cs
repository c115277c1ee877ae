namespace RnnGen;

/// <summary>A value that a model cannot learn from, and where it is.</summary>
/// <param name="IsTarget">Whether it is among the targets; else it is among the inputs.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Sample">Its sample, counted from 0.</param>
/// <param name="Step">Its input or output step in the sample, counted from 0.</param>
/// <param name="Feature">Its feature in the step, counted from 0; 0 for a class id.</param>
/// <param name="Problem">What it is and what it has to be: "is NaN; inputs have to be finite".</param>
public sealed record SampleFault(bool IsTarget, int Index, int Sample, int Step, int Feature, string Problem);

using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>Where a step call takes an input from.</summary>
internal abstract record Operand
{
    /// <summary>All zero, known at compile time.</summary>
    public sealed record Zero : Operand;

    /// <summary>All one, known at compile time: a mask where nothing is masked.</summary>
    public sealed record One : Operand;

    /// <summary>The network's input at a step.</summary>
    public sealed record NetworkInput(int Step) : Operand;

    /// <summary>The target of an output step, counted from the first output.</summary>
    public sealed record Target(int OutputStep) : Operand;

    /// <summary>A mask at a step; at step 0 where all steps have the same.</summary>
    public sealed record MaskOf(Mask Mask, int Step) : Operand;

    /// <summary>The output of another call.</summary>
    public sealed record OutputOf(StepCall Call) : Operand;
}

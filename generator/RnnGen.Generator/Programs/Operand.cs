namespace RnnGen.Generator.Programs;

/// <summary>Where a step call takes an input from.</summary>
internal abstract record Operand
{
    /// <summary>All zero, known at compile time.</summary>
    public sealed record Zero : Operand;

    /// <summary>The network's input at a step.</summary>
    public sealed record NetworkInput(int Step) : Operand;

    /// <summary>The target of an output step, counted from the first output.</summary>
    public sealed record Target(int OutputStep) : Operand;

    /// <summary>The output of another call.</summary>
    public sealed record OutputOf(StepCall Call) : Operand;
}

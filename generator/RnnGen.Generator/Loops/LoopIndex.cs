using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Loops;

/// <summary>A number computed from the variables of loops: a constant and a sum of terms.</summary>
internal sealed record LoopIndex(int Constant, EquatableArray<IndexTerm> Terms)
{
    public static LoopIndex Zero { get; } = Of(0);

    public static LoopIndex Of(int constant) => new(constant, default);

    public static LoopIndex Of(string variable) => Zero.Plus(variable);

    public LoopIndex Plus(int constant) => constant == 0 ? this : this with { Constant = Constant + constant };

    /// <summary>Adds a variable times a factor; nothing where that is zero.</summary>
    public LoopIndex Plus(string variable, int factor = 1) => factor == 0 ? this : Plus(new IndexTerm(variable, factor));

    public LoopIndex Plus(IndexTerm term) => this with { Terms = new EquatableArray<IndexTerm>([.. Terms, term]) };
}

/// <summary>
/// One term of an index: <c>Variable · Factor</c>. Where memory is cut into blocks, <c>Variable / Block · Factor + Variable mod Block</c>.
/// </summary>
/// <param name="Variable">The variable.</param>
/// <param name="Factor">What it is multiplied by; the distance of two blocks.</param>
/// <param name="Block">The length of a block, a power of two; 0 where there are none.</param>
internal sealed record IndexTerm(string Variable, int Factor, int Block = 0);

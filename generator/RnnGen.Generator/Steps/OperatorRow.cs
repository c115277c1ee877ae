namespace RnnGen.Generator.Steps;

/// <summary>Everything there is to know about one operator. Its rows are in <see cref="OperatorTable"/>.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Kind">Which units of its operands a unit of the result needs.</param>
/// <param name="Arity">Number of operands; <see cref="Any"/> where there may be any number.</param>
internal sealed record OperatorRow(Operator Operator, OperatorKind Kind, int Arity)
{
    /// <summary>The arity of an operator that takes as many operands as it is given.</summary>
    public const int Any = -1;

    /// <summary>
    /// The value in double precision: of an elementwise operator one unit, from one unit of each operand; of a reduction the result, from all units of its
    /// operand. Constants fold with it, and the reference computes with it. Null for leaves, products and moves, which need more than values.
    /// </summary>
    public Func<double[], double>? Value { get; init; }

    /// <summary>What the operator is for operands of which some are constants; null where it stays. Constants alone need no rule: <see cref="Value"/> folds them.</summary>
    /// <remarks>Takes the operands and the length of the result.</remarks>
    public Func<Node[], int, Node?>? Fold { get; init; }

    /// <summary>
    /// One rule per operand: the derivative with respect to it, times the gradient of the result. A rule is written in terms of the result wherever that is
    /// possible: the result is what the step keeps anyway. Empty for leaves, for products, which hand back gradients of parameters as well, and for moves.
    /// </summary>
    public IReadOnlyList<Func<Differential, Node>> Derivatives { get; init; } = [];

    /// <summary>
    /// How far the operands are from where the derivative jumps or ends; null where it does neither. It is infinite where they are equal: numbers that were drawn
    /// never meet, but a rectifier's zeros do, stay zeros nearby, and are the same in every precision.
    /// </summary>
    public Func<double[], double>? Kink { get; init; }

    /// <summary>Operations of one value as they stand in emitted text: for a function, its arithmetic and the constants it broadcasts.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>Costs a few instructions: computing it again is as good as loading it.</summary>
    public bool IsCheap { get; init; }

    /// <summary>What a textbook calls the operator where it is written as a function.</summary>
    public string TextbookName
    {
        get => field ?? (Notation is { Symbol: { Length: > 0 } symbol } ? symbol : Operator.ToString()).ToLowerInvariant();
        init;
    }

    /// <summary>How the operator is written; null for what is not written as an expression of its operands.</summary>
    public Notation? Notation { get; init; }
}

/// <summary>Which units of its operands one unit of an operator's result needs.</summary>
internal enum OperatorKind
{
    /// <summary>There are no operands.</summary>
    Leaf,

    /// <summary>All units, weighted by parameters.</summary>
    Product,

    /// <summary>All units; the result is a single one.</summary>
    Reduction,

    /// <summary>Other units, as they are: no arithmetic, and where an operand is in memory so are its units in the result.</summary>
    Move,

    /// <summary>The same unit; an operand of one unit goes with every unit.</summary>
    Elementwise,
}

/// <summary>How an operator stands between or before its operands.</summary>
/// <param name="Form">Where.</param>
/// <param name="Symbol">The sign, or the name of the function.</param>
/// <param name="FirstFactor">Operands from this one on stand in parentheses where they are written with a sign themselves.</param>
internal sealed record Notation(NotationForm Form, string Symbol = "", int FirstFactor = 0)
{
    /// <summary>Whether it is written with a sign, and so may need parentheses around it.</summary>
    public bool IsSign => Form is NotationForm.Infix or NotationForm.Prefix or NotationForm.Operand;
}

/// <summary>The ways to write an operator.</summary>
internal enum NotationForm
{
    /// <summary>a + b</summary>
    Infix,

    /// <summary>−a</summary>
    Prefix,

    /// <summary>a: the operand alone.</summary>
    Operand,

    /// <summary>A member of the vector type: an instruction or a few.</summary>
    Instruction,

    /// <summary>A function of the library.</summary>
    Function,
}

/// <summary>What a derivative rule is given.</summary>
/// <param name="Node">What is differentiated.</param>
/// <param name="Y">Its value: the node itself, or what the step keeps in its place.</param>
/// <param name="D">The gradient of the loss with respect to it.</param>
internal sealed record Differential(Node Node, Node Y, Node D)
{
    public StepGraph Graph => Node.Graph;

    /// <summary>The first operand.</summary>
    public Node A => Node.Operands[0];

    /// <summary>The second operand.</summary>
    public Node B => Node.Operands[1];

    public Node Zero => Graph.Constant(0);
}

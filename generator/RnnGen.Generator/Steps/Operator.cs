namespace RnnGen.Generator.Steps;

/// <summary>What a <see cref="Node"/> computes from its operands. Every operator has a row in <see cref="OperatorTable"/>; the order here means nothing.</summary>
internal enum Operator
{
    // Leaves.

    /// <summary>A value that comes from outside the step: an input, a previous state, a gradient.</summary>
    Input,

    /// <summary>The same number for every unit.</summary>
    Constant,

    /// <summary>A vector of parameters, such as a bias.</summary>
    Parameter,

    /// <summary>0, 1, 2, … over the units.</summary>
    UnitIndex,

    // Across units: the operand must be complete before the first unit of the result can be computed.

    /// <summary>W·v</summary>
    MatVec,

    /// <summary>Wᵀ·v</summary>
    TransposedMatVec,

    /// <summary>Sum over units; one unit.</summary>
    Sum,

    /// <summary>The largest unit, taken as a constant by differentiation: the shift that keeps exponentials finite.</summary>
    Peak,

    // Moves: the units of their operands at other places.

    /// <summary>The units of all operands, one operand after the other.</summary>
    Concat,

    /// <summary>Consecutive units of the operand.</summary>
    Slice,

    // Unit by unit; an operand of one unit goes with every unit.

    /// <summary>a + b</summary>
    Add,

    /// <summary>a − b</summary>
    Subtract,

    /// <summary>a · b</summary>
    Multiply,

    /// <summary>a / b</summary>
    Divide,

    /// <summary>−a</summary>
    Negate,

    /// <summary>One unit repeated over all units.</summary>
    Expand,

    /// <summary>max(a, b)</summary>
    Max,

    /// <summary>min(a, b)</summary>
    Min,

    /// <summary>|a|</summary>
    Abs,

    /// <summary>
    /// 0 where |a| &lt; 1e-30, a elsewhere: what reaches a product or the next step must not be subnormal. It is about speed and not part of the formula: derivatives,
    /// constants and the reference take it for the identity.
    /// </summary>
    FlushToZero,

    /// <summary>c where a &gt; b, d elsewhere.</summary>
    IfGreater,

    /// <summary>c where a = b, d elsewhere.</summary>
    IfEqual,

    /// <summary>√a</summary>
    Sqrt,

    /// <summary>e^a</summary>
    Exp,

    /// <summary>e^a − 1</summary>
    ExpMinus1,

    /// <summary>ln a</summary>
    Log,

    /// <summary>tanh a</summary>
    Tanh,

    /// <summary>1 / (1 + e^−a)</summary>
    Sigmoid,

    /// <summary>ln(1 + e^a)</summary>
    Softplus,

    /// <summary>The error function.</summary>
    Erf,
}

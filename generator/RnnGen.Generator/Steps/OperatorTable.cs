using static RnnGen.Generator.Steps.NotationForm;
using static RnnGen.Generator.Steps.OperatorKind;

namespace RnnGen.Generator.Steps;

/// <summary>The operators, one row each. What every stage knows of an operator it knows from here.</summary>
internal static class OperatorTable
{
    /// <summary>Operations of the shortest elementary function.</summary>
    public const int LeastFunction = 25;

    private static readonly OperatorRow[] Leaves =
    [
        new(Operator.Input, Leaf, 0),
        new(Operator.Constant, Leaf, 0),
        new(Operator.Parameter, Leaf, 0),
        new(Operator.UnitIndex, Leaf, 0),
    ];

    private static readonly OperatorRow[] Products =
    [
        new(Operator.MatVec, Product, 1),
        new(Operator.TransposedMatVec, Product, 1),
    ];

    private static readonly OperatorRow[] Moves =
    [
        new(Operator.Concat, Move, OperatorRow.Any),
        new(Operator.Slice, Move, 1),
    ];

    private static readonly OperatorRow[] Reductions =
    [
        new(Operator.Sum, Reduction, 1)
        {
            Value = static v => v.Sum(),
            Fold = static (v, _) => v[0].Length == 1 ? v[0] : v[0].Operator == Operator.Constant ? v[0].Graph.Constant(v[0].Value * v[0].Length) : null,
            Derivatives = [static at => at.Graph.Expand(at.D, at.A.Length)],
        },
        new(Operator.Peak, Reduction, 1)
        {
            Value = static v => v.Max(),
            TextbookName = "max",
            Derivatives = [static at => at.Zero], // a constant by design
        },
    ];

    private static readonly OperatorRow[] Arithmetic =
    [
        new(Operator.Add, Elementwise, 2)
        {
            Value = static v => v[0] + v[1],
            Fold = static (v, length) => v[0].IsZero ? v[0].Graph.Expand(v[1], length) : v[1].IsZero ? v[0].Graph.Expand(v[0], length) : null,
            Derivatives = [static at => at.D, static at => at.D],
            IsCheap = true,
            Notation = new(Infix, "+", FirstFactor: 2),
        },
        new(Operator.Subtract, Elementwise, 2)
        {
            Value = static v => v[0] - v[1],
            Fold = static (v, length) => v[1].IsZero ? v[0].Graph.Expand(v[0], length) : v[0].IsZero ? v[0].Graph.Expand(-v[1], length) : null,
            Derivatives = [static at => at.D, static at => -at.D],
            IsCheap = true,
            Notation = new(Infix, "-", FirstFactor: 1),
        },
        new(Operator.Multiply, Elementwise, 2)
        {
            Value = static v => v[0] * v[1],
            Fold = static (v, length) => v[0].IsZero || v[1].IsZero ? v[0].Graph.Zero(length)
                : v[0].IsOne ? v[0].Graph.Expand(v[1], length)
                : v[1].IsOne ? v[0].Graph.Expand(v[0], length)
                : null,
            Derivatives = [static at => at.D * at.B, static at => at.D * at.A],
            IsCheap = true,
            Notation = new(Infix, "*"),
        },
        new(Operator.Divide, Elementwise, 2)
        {
            Value = static v => v[0] / v[1],
            Fold = static (v, length) => v[0].IsZero ? v[0].Graph.Zero(length) : v[1].IsOne ? v[0].Graph.Expand(v[0], length) : null,
            Derivatives = [static at => at.D / at.B, static at => -(at.D * at.Y / at.B)],
            Kink = static v => Math.Abs(v[1]),
            Notation = new(Infix, "/"),
        },
        new(Operator.Negate, Elementwise, 1)
        {
            Value = static v => -v[0],
            Fold = static (v, _) => v[0].Operator == Operator.Negate ? v[0].Operands[0] : null,
            Derivatives = [static at => -at.D],
            IsCheap = true,
            Notation = new(Prefix, "-"),
        },
        new(Operator.Expand, Elementwise, 1)
        {
            Value = static v => v[0],
            Derivatives = [static at => at.D],
            IsCheap = true,
            Notation = new(Operand, FirstFactor: 1),
        },
    ];

    private static readonly OperatorRow[] Choices =
    [
        // At a tie the second operand takes the gradient: ReLU's derivative at 0 is 0, as in PyTorch.
        new(Operator.Max, Elementwise, 2)
        {
            Value = static v => Math.Max(v[0], v[1]),
            Derivatives = [static at => at.Graph.IfGreater(at.Y, at.B, at.D, at.Zero), static at => at.Graph.IfGreater(at.Y, at.B, at.Zero, at.D)],
            Kink = Difference,
            IsCheap = true,
            Notation = new(Instruction, "Max"),
        },
        new(Operator.Min, Elementwise, 2)
        {
            Value = static v => Math.Min(v[0], v[1]),
            Derivatives = [static at => at.Graph.IfGreater(at.B, at.Y, at.D, at.Zero), static at => at.Graph.IfGreater(at.B, at.Y, at.Zero, at.D)],
            Kink = Difference,
            IsCheap = true,
            Notation = new(Instruction, "Min"),
        },
        new(Operator.Abs, Elementwise, 1)
        {
            Value = static v => Math.Abs(v[0]),
            Derivatives = [static at => at.Graph.IfGreater(at.A, at.Zero, at.D, at.Graph.IfGreater(at.Zero, at.A, -at.D, at.Zero))],
            Kink = static v => v[0] != 0 ? Math.Abs(v[0]) : double.PositiveInfinity,
            IsCheap = true,
            Notation = new(Instruction, "Abs"),
        },
        // Not 0 where it flushes: gradients of a state that is at rest at zero reach the steps before it as they would without the
        // flush, and the backward pass neither keeps nor compares anything. Over differences larger than the threshold it is the identity.
        new(Operator.FlushToZero, Elementwise, 1)
        {
            Value = static v => v[0],
            Fold = static (v, _) => v[0].Operator is Operator.Constant or Operator.FlushToZero ? v[0] : null,
            Derivatives = [static at => at.D],
            Operations = 2,
            IsCheap = true,
            Notation = new(Function, "FlushToZero"),
        },
        new(Operator.IfGreater, Elementwise, 4)
        {
            Value = static v => v[0] > v[1] ? v[2] : v[3],
            Fold = static (v, length) => v[0].Operator == Operator.Constant && v[1].Operator == Operator.Constant
                ? v[0].Graph.Expand(v[0].Value > v[1].Value ? v[2] : v[3], length)
                : ZeroEitherWay(v, length),
            Derivatives =
            [
                static at => at.Zero,
                static at => at.Zero,
                static at => at.Graph.IfGreater(at.A, at.B, at.D, at.Zero),
                static at => at.Graph.IfGreater(at.A, at.B, at.Zero, at.D),
            ],
            Kink = Difference,
            IsCheap = true,
            Notation = new(Instruction, "IfGreater"),
        },
        // It compares unit numbers with class ids, which nothing differentiates: no kink.
        new(Operator.IfEqual, Elementwise, 4)
        {
            Value = static v => v[0] == v[1] ? v[2] : v[3],
            Fold = ZeroEitherWay,
            Derivatives =
            [
                static at => at.Zero,
                static at => at.Zero,
                static at => at.Graph.IfEqual(at.A, at.B, at.D, at.Zero),
                static at => at.Graph.IfEqual(at.A, at.B, at.Zero, at.D),
            ],
            IsCheap = true,
            Notation = new(Instruction, "IfEqual"),
        },
    ];

    private static readonly OperatorRow[] Functions =
    [
        new(Operator.Sqrt, Elementwise, 1)
        {
            Value = static v => Math.Sqrt(v[0]),
            Derivatives = [static at => 0.5 * at.D / at.Y],
            Kink = static v => v[0],
            Notation = new(Instruction, "Sqrt"),
        },
        new(Operator.Exp, Elementwise, 1)
        {
            Value = static v => Math.Exp(v[0]),
            Derivatives = [static at => at.D * at.Y],
            Operations = LeastFunction,
            Notation = new(Function, "Exp"),
        },
        new(Operator.ExpMinus1, Elementwise, 1)
        {
            Value = static v => ScalarFunctions.ExpMinus1(v[0]),
            Derivatives = [static at => at.D * (at.Y + 1)],
            Operations = 36,
            Notation = new(Function, "ExpMinus1"),
        },
        new(Operator.Log, Elementwise, 1)
        {
            Value = static v => Math.Log(v[0]),
            Derivatives = [static at => at.D / at.A],
            Kink = static v => v[0],
            Operations = 40,
            Notation = new(Function, "Log"),
            TextbookName = "ln",
        },
        new(Operator.Tanh, Elementwise, 1)
        {
            Value = static v => Math.Tanh(v[0]),
            Derivatives = [static at => at.D * (1 - (at.Y * at.Y))],
            Operations = 33,
            Notation = new(Function, "Tanh"),
        },
        new(Operator.Sigmoid, Elementwise, 1)
        {
            Value = static v => ScalarFunctions.Sigmoid(v[0]),
            Derivatives = [static at => at.D * (at.Y * (1 - at.Y))],
            Operations = 28,
            Notation = new(Function, "Sigmoid"),
            TextbookName = "σ",
        },
        new(Operator.Softplus, Elementwise, 1)
        {
            Value = static v => ScalarFunctions.Softplus(v[0]),
            Derivatives = [static at => at.D * at.Graph.Apply(Operator.Sigmoid, at.A)],
            Operations = 75,
            Notation = new(Function, "Softplus"),
        },
        new(Operator.Erf, Elementwise, 1)
        {
            Value = static v => ScalarFunctions.Erf(v[0]),
            Derivatives = [static at => at.D * (2 / Math.Sqrt(Math.PI) * at.Graph.Apply(Operator.Exp, -(at.A * at.A)))],
            Operations = 62, // fifty stand there; three of them on two sequences' vectors leave more on the stack than a page
            Notation = new(Function, "Erf"),
        },
    ];

    /// <summary>By the operators' numbers.</summary>
    private static readonly OperatorRow[] Rows =
        [.. new[] { Leaves, Products, Moves, Reductions, Arithmetic, Choices, Functions }.SelectMany(static family => family).OrderBy(static row => row.Operator)];

    /// <summary>The operator's row.</summary>
    public static OperatorRow Row(this Operator op) => Rows[(int)op];

    public static bool IsLeaf(this Operator op) => op.Row().Kind == Leaf;

    public static bool IsProduct(this Operator op) => op.Row().Kind == Product;

    public static bool IsReduction(this Operator op) => op.Row().Kind == Reduction;

    public static bool IsElementwise(this Operator op) => op.Row().Kind == Elementwise;

    /// <inheritdoc cref="OperatorRow.IsCheap"/>
    public static bool IsCheap(this Operator op) => op.Row().IsCheap;

    private static double Difference(double[] v) => v[0] != v[1] ? Math.Abs(v[0] - v[1]) : double.PositiveInfinity;

    private static Node? ZeroEitherWay(Node[] v, int length) => v[2].IsZero && v[3].IsZero ? v[0].Graph.Zero(length) : null;
}

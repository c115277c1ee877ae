using RnnGen.Generator.Declarations;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Loops;

/// <summary>A vector that a statement computes.</summary>
internal abstract record Expression;

/// <summary>A local.</summary>
internal sealed record Variable(string Name) : Expression;

/// <summary>The same number in all lanes.</summary>
internal sealed record Number(double Value) : Expression;

/// <summary>A vector of memory: the <paramref name="Vector"/>th behind <paramref name="From"/>.</summary>
internal sealed record Load(Reference From, LoopIndex Vector) : Expression;

/// <summary>A vector of parameters, which all sequences share.</summary>
internal sealed record LoadShared(Reference From, LoopIndex Vector) : Expression;

/// <summary>One float of memory in all lanes; of each sequence its own.</summary>
internal sealed record BroadcastRow(Reference From, LoopIndex Row) : Expression;

/// <summary>A sum of parameters in all lanes.</summary>
internal sealed record BroadcastParameters(EquatableArray<Reference> Parameters) : Expression;

/// <summary>The number of the unit that a loop is at, in all lanes.</summary>
internal sealed record UnitNumber(string Variable) : Expression;

/// <summary>The numbers of the units in a vector.</summary>
internal sealed record UnitNumbers(string Variable) : Expression;

/// <summary>An operator, lane by lane.</summary>
internal sealed record Operation(Operator Operator, EquatableArray<Expression> Operands) : Expression
{
    public static Operation Of(Operator op, params Expression[] operands) => new(op, new EquatableArray<Expression>(operands));

    /// <summary>A sum from left to right; zero where there is nothing to add.</summary>
    public static Expression SumOf(IReadOnlyList<Expression> summands) =>
        summands.Count == 0 ? new Number(0) : summands.Aggregate(static (sum, next) => Of(Operator.Add, sum, next));
}

/// <summary>
/// The larger or the smaller of a value and a number: one instruction does, where <see cref="Operator.Max"/> and <see cref="Operator.Min"/> have to see to NaN
/// on both sides.
/// </summary>
/// <param name="Operator">Which of the two.</param>
/// <param name="Value">The value.</param>
/// <param name="Limit">The number.</param>
internal sealed record Bounded(Operator Operator, Expression Value, Expression Limit) : Expression;

/// <summary>Two factors and a summand, rounded once where the machine has an instruction for it.</summary>
internal sealed record MultiplyAdd(Expression First, Expression Second, Expression Sum) : Expression;

/// <summary>A single weight times a vector, and a summand.</summary>
internal sealed record MultiplyAddBroadcast(Reference Weight, Expression Factor, Expression Sum) : Expression;

/// <summary>A factor times a vector of weights, and a summand.</summary>
internal sealed record MultiplyAddShared(Expression Factor, Reference Weights, int Vector, Expression Sum) : Expression;

/// <summary>A sum of locals, in pairs.</summary>
internal sealed record Total(EquatableArray<string> Parts) : Expression;

/// <summary>The sum of products of parameters with as many floats of memory, in the first lane.</summary>
internal sealed record Dot(Reference Weights, Reference Source, int Count) : Expression;

/// <summary>A vector of units, of which those beyond the last hold a number that changes nothing.</summary>
internal sealed record FirstUnits(Expression Value, int Units, string Variable, double Neutral) : Expression;

/// <summary>The reduction of a vector's lanes, in all lanes.</summary>
internal sealed record AcrossUnits(Operator Reduction, Expression Value) : Expression;

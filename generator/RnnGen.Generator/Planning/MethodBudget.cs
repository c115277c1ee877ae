using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// What values take of a method's budget, before there are statements that <see cref="Loops.OperationCount"/> counts. The JIT stops inlining once a method has
/// 512 locals, and every operation on a pair of vectors takes several; past that point kernels would call their additions and multiplications one by one, many
/// times slower.
/// </summary>
internal static class MethodBudget
{
    /// <summary>Operations of one value: for a function, its arithmetic and the constants it broadcasts.</summary>
    public static int Of(Node value) => value.Operator.Row().Operations;

    /// <summary>Whether a value takes as many operations as an elementary function.</summary>
    public static bool IsFunction(Node value) => Of(value) >= OperatorTable.LeastFunction;
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// How much one method may hold. The JIT stops inlining once a method has 512 locals, and every operation on a pair of
/// vectors takes several; past that point kernels would call their additions and multiplications one by one, many times
/// slower. Operations are counted as they stand in the text, functions by the operations they consist of.
/// </summary>
internal static class MethodBudget
{
    /// <summary>Operations of a method. Measured: 110 still inline completely, 140 do not.</summary>
    public const int Operations = 80;

    public static int Of(Kernel kernel) => kernel switch
    {
        ProductKernel product => Of(product),
        ElementwiseKernel loop => loop.Loads.Count + loop.Stores.Count + loop.Values.Sum(Of),
        _ => throw new ArgumentOutOfRangeException(nameof(kernel)),
    };

    /// <summary>Operations of one value.</summary>
    public static int Of(Node value) => value.Operator switch
    {
        Operator.Sigmoid => 16,
        Operator.Tanh => 19,
        Operator.Exp => 14,
        Operator.ExpMinus1 => 22,
        Operator.Log => 24,
        Operator.Erf => 30,
        Operator.Softplus => 40,
        _ => 1,
    };

    private static int Of(ProductKernel product)
    {
        int tile = TileChoice.Rows(product.Rows);
        int rowsInText = tile + (product.Rows % tile);
        int perRow = 2 + product.Addends.Count + product.Terms.Count;
        return (rowsInText * perRow) + product.Terms.Count;
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// How much one method may hold. The JIT stops inlining once a method has 512 locals, and every operation on a pair of
/// vectors takes several; past that point kernels would call their additions and multiplications one by one, many times
/// slower. Operations are counted as they stand in the text, functions by the operations they consist of.
/// </summary>
internal static class MethodBudget
{
    public static int Of(Kernel kernel, Target target) => kernel switch
    {
        ProductKernel product => Of(product, new TileChoice(target)),
        OuterProductKernel => 0, // calls of the library
        ElementwiseKernel loop => loop.Loads.Count + loop.Stores.Count + loop.Values.Sum(Of),
        CellKernel cell => Of(cell.Loop, target) + cell.Gates.Sum(gate => gate.Biases.Count + gate.Addends.Count + (cell.SumsOf(gate, cell.Gates) * (2 + gate.Terms.Count))),
        _ => throw new ArgumentOutOfRangeException(nameof(kernel)),
    };

    /// <summary>Operations of one value: for a function, its arithmetic and the constants it broadcasts.</summary>
    public static int Of(Node value) => value.Operator.Row().Operations;

    /// <summary>Whether a value takes as many operations as an elementary function.</summary>
    public static bool IsFunction(Node value) => Of(value) >= OperatorTable.LeastFunction;

    private static int Of(ProductKernel product, TileChoice tiles)
    {
        int tile = tiles.Rows(product.Rows);
        int rowsInText = tile + (product.Rows % tile);
        int perRow = 2 + product.Addends.Count + product.Terms.Count;
        return (rowsInText * perRow) + product.Terms.Count;
    }
}

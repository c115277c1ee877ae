using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>A text that is equal for kernels that compute the same: variants whose steps come out alike share one method.</summary>
internal static class KernelSignature
{
    public static string Of(IEnumerable<Kernel> kernels) => string.Join("\n", kernels.Select(Of));

    private static string Of(Kernel kernel) => kernel switch
    {
        ProductKernel product => $"product {product.Rows} [{string.Join(",", product.Biases)}] [{string.Join(",", product.Addends)}] "
            + $"[{string.Join(",", product.Terms)}] {product.Destination}",
        ElementwiseKernel loop => Of(loop),
        _ => throw new ArgumentOutOfRangeException(nameof(kernel)),
    };

    private static string Of(ElementwiseKernel loop)
    {
        // Values are numbered by their position in the loop: node ids differ between graphs.
        var numbers = new Dictionary<Node, int>();
        int Number(Node node)
        {
            if (!numbers.TryGetValue(node, out int number))
            {
                number = numbers.Count;
                numbers.Add(node, number);
            }

            return number;
        }

        IEnumerable<string> loads = loop.Loads.OrderBy(load => load.Key.Id).Select(load => $"{Number(load.Key)} = {Leaf(load.Key)} at {load.Value}");
        IEnumerable<string> values = loop.Values.Select(value =>
            $"{Number(value)} = {value.Operator} {value.Name}({string.Join(",", value.Operands.Select(operand => operand.Operator.IsLeaf() ? Leaf(operand) : $"{Number(operand)}"))})");
        IEnumerable<string> stores = loop.Stores.Select(store =>
            $"{(store.Value.Operator.IsLeaf() ? Leaf(store.Value) : $"{Number(store.Value)}")} to {store.Location}");
        return $"loop {loop.Units}: {string.Join("; ", [.. loads, .. values, .. stores])}";
    }

    private static string Leaf(Node node) => $"{node.Operator} {node.Name} {node.Length} {node.Block?.Offset} {BitConverter.DoubleToInt64Bits(node.Value)}";
}

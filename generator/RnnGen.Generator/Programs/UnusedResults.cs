using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Programs;

/// <summary>
/// Whether leaving out a result that nobody uses is worth a kernel of its own: if it saves a matrix product, a reduction or a
/// function. Saving a store does not pay for compiling the kernel twice.
/// </summary>
internal static class UnusedResults
{
    public static bool SaveWork(Layer layer, Known[] inputs, bool zeroStates, bool[] used)
    {
        if (used.All(isUsed => isUsed))
        {
            return false;
        }

        var step = new StepVariant(layer, inputs, zeroStates, used, layer.Name);
        int all = Work(step.Results);
        int needed = Work(step.Results.Where((_, result) => used[result]));
        return needed < all;
    }

    private static int Work(IEnumerable<Node> results)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(results);
        int work = 0;
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            work += node.Operator.IsLeaf() || node.Operator.IsCheap() ? 0 : 1;
            foreach (Node operand in node.Operands)
            {
                pending.Push(operand);
            }
        }

        return work;
    }
}

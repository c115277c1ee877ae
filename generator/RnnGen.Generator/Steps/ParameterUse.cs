namespace RnnGen.Generator.Steps;

/// <summary>
/// What the steps of a network do with its parameters, found in their graphs, whoever has written the cell and however it divides its parameters into tensors: which matrices
/// multiply the same vector, as those of the gates of a cell do, and which vectors are only ever added to each other.
/// </summary>
internal sealed class ParameterUse
{
    private readonly Dictionary<ParameterBlock, MatrixGroup> groupOf = [];
    private readonly Dictionary<ParameterBlock, IReadOnlyList<ParameterBlock>> sumOf = [];

    /// <summary>For each vector, the first matrix of a sum that it is a part of.</summary>
    private readonly Dictionary<ParameterBlock, ParameterBlock> matrixOf = [];

    /// <param name="steps">The steps: of each graph so many nodes, from the first.</param>
    public ParameterUse(IEnumerable<(StepGraph Graph, int Nodes)> steps)
    {
        var multiply = new Links();
        var together = new Links();
        var occurrences = new Dictionary<ParameterBlock, List<int>>();
        int sums = 0;
        foreach ((StepGraph graph, int count) in steps)
        {
            Node[] nodes = [.. graph.Nodes.Take(count)];
            LinkMatrices(nodes, multiply, together);
            foreach (SumOfParameters sum in SumOfParameters.Of(nodes))
            {
                foreach (ParameterBlock vector in sum.Vectors)
                {
                    if (!occurrences.TryGetValue(vector, out List<int>? of))
                    {
                        occurrences.Add(vector, of = []);
                    }

                    of.Add(sums);
                    if (sum.Matrix is { } matrix && !matrixOf.ContainsKey(vector))
                    {
                        matrixOf.Add(vector, matrix);
                    }
                }

                sums++;
            }
        }

        ILookup<ParameterBlock, MatrixGroup> parts = multiply.Groups()
            .Select(static blocks => new MatrixGroup(blocks, AreGates: false))
            .ToLookup(group => together.RootOf(group.Blocks[0]));
        Matrices = [.. parts
            .SelectMany(static cell => cell.Select(group => group with { AreGates = cell.Any(static part => part.Blocks.Count > 1) }))
            .OrderBy(static group => group.Blocks[0].Offset)];
        foreach (MatrixGroup group in Matrices)
        {
            foreach (ParameterBlock block in group.Blocks)
            {
                groupOf.Add(block, group);
            }
        }

        Vectors = [.. occurrences.Keys.OrderBy(static vector => vector.Offset)];
        foreach (IGrouping<(int, string), ParameterBlock> sum in Vectors.GroupBy(vector => (vector.Rows, string.Join(",", occurrences[vector]))).Where(static sum => sum.Count() > 1))
        {
            foreach (ParameterBlock vector in sum)
            {
                sumOf.Add(vector, [.. sum]);
            }
        }
    }

    /// <summary>The matrices, each with those that multiply the same; in the order of the parameters.</summary>
    public IReadOnlyList<MatrixGroup> Matrices { get; }

    /// <summary>The vectors, in the order of the parameters.</summary>
    public IReadOnlyList<ParameterBlock> Vectors { get; }

    /// <summary>The vectors that are added wherever one of them is, this one among them; null where there are no others.</summary>
    public IReadOnlyList<ParameterBlock>? SumOf(ParameterBlock vector) => sumOf.TryGetValue(vector, out IReadOnlyList<ParameterBlock>? sum) ? sum : null;

    /// <summary>
    /// The place of some rows among those of all gates: among their tensor's where that has those of several, else among those of the matrices that multiply the same. It is
    /// the same in every step, so that work on gradients can be divided by it.
    /// </summary>
    public (int First, int Total) RowsOf(ParameterBlock block)
    {
        if (block.Rows < block.Tensor.Rows)
        {
            return (block.FirstRow, block.Tensor.Rows);
        }

        ParameterBlock matrix = matrixOf.TryGetValue(block, out ParameterBlock? added) ? added : block;
        return groupOf.TryGetValue(matrix, out MatrixGroup? group)
            ? (group.IndexOf(matrix) * block.Rows, group.Blocks.Count * block.Rows)
            : (0, block.Rows);
    }

    /// <summary>Links matrices that multiply the same vector, and those whose products are added.</summary>
    private static void LinkMatrices(Node[] nodes, Links multiply, Links together)
    {
        var bySource = new Dictionary<(Node, int), ParameterBlock>();
        var firstOf = new ParameterBlock?[nodes.Length];
        foreach (Node node in nodes)
        {
            if (node.Operator == Operator.MatVec)
            {
                ParameterBlock block = node.Block!;
                firstOf[node.Id] = block;
                if (!bySource.TryGetValue((node.Operands[0], node.Length), out ParameterBlock? first))
                {
                    bySource.Add((node.Operands[0], node.Length), first = block);
                }

                multiply.Link(first, block);
                together.Link(first, block);
            }
            else if (node.Operator == Operator.Add)
            {
                ParameterBlock[] summands = [.. node.Operands.Where(operand => operand.Length == node.Length).Select(operand => firstOf[operand.Id]).OfType<ParameterBlock>()];
                firstOf[node.Id] = summands.FirstOrDefault();
                for (int summand = 1; summand < summands.Length; summand++)
                {
                    together.Link(summands[0], summands[summand]);
                }
            }
        }
    }

    /// <summary>Sets of blocks that grow together.</summary>
    private sealed class Links
    {
        private readonly Dictionary<ParameterBlock, ParameterBlock> parents = [];

        public void Link(ParameterBlock one, ParameterBlock other)
        {
            ParameterBlock root = RootOf(one);
            parents[RootOf(other)] = root;
        }

        public ParameterBlock RootOf(ParameterBlock block)
        {
            if (!parents.TryGetValue(block, out ParameterBlock? parent))
            {
                parents.Add(block, parent = block);
            }

            return parent == block ? block : RootOf(parent);
        }

        public IEnumerable<ParameterBlock[]> Groups() => parents.Keys.ToArray().GroupBy(RootOf).Select(static group => group.OrderBy(static block => block.Offset).ToArray());
    }
}

/// <summary>Matrices of equal shape that multiply the same vector.</summary>
/// <param name="Blocks">The matrices, in the order of the parameters.</param>
/// <param name="AreGates">Whether they belong to a cell of several gates: they are several, or their products are added to such of several.</param>
internal sealed record MatrixGroup(IReadOnlyList<ParameterBlock> Blocks, bool AreGates)
{
    public int IndexOf(ParameterBlock block)
    {
        int index = 0;
        while (Blocks[index] != block)
        {
            index++;
        }

        return index;
    }
}

namespace RnnGen.Generator.Steps;

/// <summary>
/// The expressions of one time step. Equal expressions are one node, and expressions of zeros and ones fold as they are
/// built: that is how a zero initial state, an all-zero input or an absent gradient vanishes from the emitted code.
/// </summary>
internal sealed class StepGraph
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<Key, Node> known = [];
    private readonly Dictionary<Node, AppliedActivation> activations = [];

    /// <summary>Every node, operands before users.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>Which activation gives a value; null where none does. What it consists of is not what the textbook writes.</summary>
    public AppliedActivation? ActivationOf(Node value) => activations.TryGetValue(value, out AppliedActivation? applied) ? applied : null;

    /// <summary>Notes that a value is an activation's.</summary>
    public void Note(Node value, AppliedActivation applied)
    {
        if (!activations.ContainsKey(value) && !value.Operator.IsLeaf())
        {
            activations.Add(value, applied);
        }
    }

    public Node Input(string name, int length) => Intern(Operator.Input, length, [], name: name);

    public Node Constant(double value, int length = 1) => Intern(Operator.Constant, length, [], value: value);

    public Node Zero(int length) => Constant(0, length);

    public Node Parameter(ParameterBlock block) => Intern(Operator.Parameter, block.Rows, [], block);

    public Node UnitIndex(int length) => Intern(Operator.UnitIndex, length, []);

    public Node MatVec(ParameterBlock weights, Node vector)
    {
        Require(vector.Length == weights.Columns, weights, vector);
        // Inputs of a step come flushed.
        Node source = vector.Operator == Operator.Input ? vector : FlushToZero(vector);
        return vector.IsZero ? Zero(weights.Rows) : Intern(Operator.MatVec, weights.Rows, [source], weights);
    }

    public Node TransposedMatVec(ParameterBlock weights, Node vector)
    {
        Require(vector.Length == weights.Rows, weights, vector);
        return vector.IsZero ? Zero(weights.Columns) : Intern(Operator.TransposedMatVec, weights.Columns, [vector], weights);
    }

    /// <summary>Any reduction or elementwise operator, folded where it can be.</summary>
    /// <exception cref="InvalidOperationException">The operands are too few or too many, or their lengths do not go together.</exception>
    public Node Apply(Operator op, params Node[] operands)
    {
        OperatorRow row = op.Row();
        if (row.Value is null || operands.Length != row.Arity)
        {
            throw new InvalidOperationException($"{op} does not take {operands.Length} values.");
        }

        int length = row.Kind == OperatorKind.Reduction ? 1 : CommonLength(operands);
        return row.Fold?.Invoke(operands, length)
            ?? (row.Kind == OperatorKind.Elementwise && Array.TrueForAll(operands, static operand => operand.Operator == Operator.Constant)
                ? Constant(row.Value([.. operands.Select(static operand => operand.Value)]), length)
                : Intern(op, length, operands));
    }

    public Node Sum(Node vector) => Apply(Operator.Sum, vector);

    public Node Peak(Node vector) => Apply(Operator.Peak, vector);

    /// <summary>The units of all operands, one operand after the other.</summary>
    public Node Concat(IReadOnlyList<Node> parts) =>
        parts.Count == 1 ? parts[0]
        : parts.All(static part => part.IsZero) ? Zero(parts.Sum(static part => part.Length))
        : Intern(Operator.Concat, parts.Sum(static part => part.Length), parts);

    /// <summary>Some consecutive units of a value.</summary>
    /// <param name="vector">The value.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="length">How many they are.</param>
    public Node Slice(Node vector, int first, int length) =>
        first < 0 || first + length > vector.Length ? throw new InvalidOperationException($"{vector} [{vector.Length}] has no units {first} to {first + length - 1}.")
        : length == vector.Length ? vector
        : vector.Operator == Operator.Constant ? Constant(vector.Value, length)
        : Intern(Operator.Slice, length, [vector], value: first);

    public Node Expand(Node single, int length) =>
        single.Length == length ? single
        : single.Operator == Operator.Constant ? Constant(single.Value, length)
        : Intern(Operator.Expand, length, [single]);

    public Node Max(Node left, Node right) => Apply(Operator.Max, left, right);

    public Node Min(Node left, Node right) => Apply(Operator.Min, left, right);

    /// <summary>
    /// A value that may go into a matrix product or on to the next step: what is too small to matter is zero, because arithmetic on subnormal numbers is many
    /// times slower on most processors.
    /// </summary>
    public Node FlushToZero(Node value) =>
        value.Operator == Operator.Concat
            ? Concat([.. value.Operands.Select(part => part.Operator == Operator.Input ? part : FlushToZero(part))])
            : Apply(Operator.FlushToZero, value).Named(value.Operator.IsLeaf() ? "" : value.Name);

    public Node IfGreater(Node left, Node right, Node whenTrue, Node whenFalse) => Apply(Operator.IfGreater, left, right, whenTrue, whenFalse);

    public Node IfEqual(Node left, Node right, Node whenTrue, Node whenFalse) => Apply(Operator.IfEqual, left, right, whenTrue, whenFalse);

    private static void Require(bool fits, ParameterBlock weights, Node vector)
    {
        if (!fits)
        {
            throw new InvalidOperationException($"{weights.Tensor.Name} [{weights.Rows}, {weights.Columns}] does not multiply {vector} [{vector.Length}].");
        }
    }

    private static int CommonLength(Node[] operands)
    {
        int length = operands.Max(operand => operand.Length);
        return operands.All(operand => operand.Length == length || operand.Length == 1)
            ? length
            : throw new InvalidOperationException($"Lengths differ: {string.Join(", ", operands.Select(operand => $"{operand} [{operand.Length}]"))}.");
    }

    private Node Intern(Operator op, int length, IReadOnlyList<Node> operands, ParameterBlock? block = null, double value = 0, string name = "")
    {
        // The bits of the value, so that −0 and 0 stay apart.
        var key = new Key(op, length, string.Join(",", operands.Select(operand => operand.Id)), block, BitConverter.DoubleToInt64Bits(value), name);
        if (!known.TryGetValue(key, out Node? node))
        {
            node = new Node(this, nodes.Count, op, length, operands, block, value, name);
            nodes.Add(node);
            known.Add(key, node);
        }

        return node;
    }

    private sealed record Key(Operator Operator, int Length, string Operands, ParameterBlock? Block, long Bits, string Name);
}

/// <summary>An activation and what it is applied to.</summary>
/// <param name="Name">What the textbook calls it.</param>
/// <param name="Argument">What it is applied to.</param>
internal sealed record AppliedActivation(string Name, Node Argument);

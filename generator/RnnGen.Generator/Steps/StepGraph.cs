namespace RnnGen.Generator.Steps;

/// <summary>
/// The expressions of one time step. Equal expressions are one node, and expressions of zeros and ones fold as they are
/// built: that is how a zero initial state, an all-zero input or an absent gradient vanishes from the emitted code.
/// </summary>
internal sealed class StepGraph
{
    private readonly List<Node> nodes = [];
    private readonly Dictionary<Key, Node> known = [];

    /// <summary>Every node, operands before users.</summary>
    public IReadOnlyList<Node> Nodes => nodes;

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

    public Node Sum(Node vector) =>
        vector.Length == 1 ? vector
        : vector.Operator == Operator.Constant ? Constant(vector.Value * vector.Length)
        : Intern(Operator.Sum, 1, [vector]);

    public Node Peak(Node vector) => Intern(Operator.Peak, 1, [vector]);

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

    public Node Add(Node left, Node right)
    {
        int length = Math.Max(left.Length, right.Length);
        return left.IsZero ? Expand(right, length)
            : right.IsZero ? Expand(left, length)
            : Elementwise(Operator.Add, (a, b) => a + b, left, right);
    }

    public Node Subtract(Node left, Node right)
    {
        int length = Math.Max(left.Length, right.Length);
        return right.IsZero ? Expand(left, length)
            : left.IsZero ? Expand(Negate(right), length)
            : Elementwise(Operator.Subtract, (a, b) => a - b, left, right);
    }

    public Node Multiply(Node left, Node right)
    {
        int length = Math.Max(left.Length, right.Length);
        return left.IsZero || right.IsZero ? Zero(length)
            : IsOne(left) ? Expand(right, length)
            : IsOne(right) ? Expand(left, length)
            : Elementwise(Operator.Multiply, (a, b) => a * b, left, right);
    }

    public Node Divide(Node left, Node right)
    {
        int length = Math.Max(left.Length, right.Length);
        return left.IsZero ? Zero(length)
            : IsOne(right) ? Expand(left, length)
            : Elementwise(Operator.Divide, (a, b) => a / b, left, right);
    }

    public Node Negate(Node value) =>
        value.Operator == Operator.Constant ? Constant(-value.Value, value.Length)
        : value.Operator == Operator.Negate ? value.Operands[0]
        : Intern(Operator.Negate, value.Length, [value]);

    public Node Max(Node left, Node right) => Elementwise(Operator.Max, Math.Max, left, right);

    public Node Min(Node left, Node right) => Elementwise(Operator.Min, Math.Min, left, right);

    /// <summary>A function of one value: any elementwise operator with one operand.</summary>
    public Node Apply(Operator function, Node value) =>
        value.Operator == Operator.Constant
            ? Constant(ScalarFunctions.Evaluate(function, value.Value), value.Length)
            : Intern(function, value.Length, [value]);

    /// <summary>
    /// A value that may go into a matrix product or on to the next step: what is too small to matter is zero, because arithmetic on subnormal numbers is many
    /// times slower on most processors.
    /// </summary>
    public Node FlushToZero(Node value) =>
        value.Operator == Operator.Concat ? Concat([.. value.Operands.Select(part => part.Operator == Operator.Input ? part : FlushToZero(part))])
        : value.Operator is Operator.Constant or Operator.FlushToZero ? value : Intern(Operator.FlushToZero, value.Length, [value]).Named(value.Operator.IsLeaf() ? "" : value.Name);

    public Node IfGreater(Node left, Node right, Node whenTrue, Node whenFalse) => Choose(Operator.IfGreater, left, right, whenTrue, whenFalse);

    public Node IfEqual(Node left, Node right, Node whenTrue, Node whenFalse) => Choose(Operator.IfEqual, left, right, whenTrue, whenFalse);

    private static bool IsOne(Node node) => node.Operator == Operator.Constant && node.Value == 1;

    private static void Require(bool fits, ParameterBlock weights, Node vector)
    {
        if (!fits)
        {
            throw new InvalidOperationException($"{weights.Tensor.Name} [{weights.Rows}, {weights.Columns}] does not multiply {vector} [{vector.Length}].");
        }
    }

    private static int CommonLength(params Node[] operands)
    {
        int length = operands.Max(operand => operand.Length);
        return operands.All(operand => operand.Length == length || operand.Length == 1)
            ? length
            : throw new InvalidOperationException($"Lengths differ: {string.Join(", ", operands.Select(operand => $"{operand} [{operand.Length}]"))}.");
    }

    private Node Choose(Operator op, Node left, Node right, Node whenTrue, Node whenFalse)
    {
        int length = CommonLength(left, right, whenTrue, whenFalse);
        return whenTrue.IsZero && whenFalse.IsZero ? Zero(length) : Intern(op, length, [left, right, whenTrue, whenFalse]);
    }

    private Node Elementwise(Operator op, Func<double, double, double> fold, Node left, Node right)
    {
        int length = CommonLength(left, right);
        return left.Operator == Operator.Constant && right.Operator == Operator.Constant
            ? Constant(fold(left.Value, right.Value), length)
            : Intern(op, length, [left, right]);
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

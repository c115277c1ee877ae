using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// The values of one step graph for one sample, in double precision: computed when first asked for, from what has been
/// bound. A value that nobody bound and nothing defines is an error, never a silent zero.
/// </summary>
internal sealed class NodeEvaluation(double[] parameters)
{
    private readonly Dictionary<Node, double[]> values = [];

    /// <summary>Nodes below this id may not compute a product: they are the step itself, seen from its adjoint.</summary>
    public int ForwardNodes { get; init; }

    /// <summary>Every value computed or bound so far.</summary>
    public IReadOnlyDictionary<Node, double[]> Values => values;

    /// <summary>The value of <paramref name="node"/>, [<see cref="Node.Length"/>].</summary>
    /// <exception cref="InvalidOperationException">The value depends on an input that was not bound.</exception>
    public double[] this[Node node]
    {
        get
        {
            if (!values.TryGetValue(node, out double[]? value))
            {
                value = Compute(node);
                values.Add(node, value);
            }

            return value;
        }
    }

    /// <summary>Gives a node its value, once.</summary>
    public void Bind(Node node, double[] value)
    {
        if (value.Length != node.Length)
        {
            throw new InvalidOperationException($"{node} has {node.Length} units, its value {value.Length}.");
        }

        values.Add(node, value);
    }

    private double[] Compute(Node node)
    {
        switch (node.Operator)
        {
            case Operator.Input:
                throw new InvalidOperationException($"Nothing gave {node} a value.");
            case Operator.Constant:
                return [.. Enumerable.Repeat(node.Value, node.Length)];
            case Operator.Parameter:
                return parameters.AsSpan(node.Block!.Offset, node.Length).ToArray();
            case Operator.UnitIndex:
                return [.. Enumerable.Range(0, node.Length).Select(unit => (double)unit)];
            case Operator.MatVec or Operator.TransposedMatVec:
                return Product(node);
            case Operator.Concat:
                return [.. node.Operands.SelectMany(part => this[part])];
            case Operator.Slice:
                return this[node.Operands[0]].AsSpan((int)node.Value, node.Length).ToArray();
            case var op when op.IsReduction():
                return [op.Row().Value!(this[node.Operands[0]])];
            default:
                return Elementwise(node);
        }
    }

    private double[] Product(Node node)
    {
        if (node.Id < ForwardNodes)
        {
            throw new InvalidOperationException($"The adjoint needs the product {node}, which the step did not keep.");
        }

        ParameterBlock weights = node.Block!;
        double[] vector = this[node.Operands[0]];
        double[] result = new double[node.Length];
        for (int row = 0; row < weights.Rows; row++)
        {
            ReadOnlySpan<double> rowWeights = parameters.AsSpan(weights.Offset + (row * weights.Columns), weights.Columns);
            if (node.Operator == Operator.MatVec)
            {
                result[row] = Dot(rowWeights, vector);
            }
            else
            {
                AddScaled(result, rowWeights, vector[row]);
            }
        }

        return result;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int index = 0; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double scale)
    {
        for (int index = 0; index < values.Length; index++)
        {
            sum[index] += values[index] * scale;
        }
    }

    private double[] Elementwise(Node node)
    {
        double[][] operands = [.. node.Operands.Select(operand => this[operand])];
        double[] result = new double[node.Length];
        double[] scalars = new double[operands.Length];
        for (int unit = 0; unit < result.Length; unit++)
        {
            for (int operand = 0; operand < operands.Length; operand++)
            {
                // One unit goes with every unit.
                scalars[operand] = operands[operand].Length == 1 ? operands[operand][0] : operands[operand][unit];
            }

            result[unit] = node.Operator.Row().Value!(scalars);
        }

        return result;
    }
}

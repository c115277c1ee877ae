using System.Text;
using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A text that is equal for kernels that compute the same: steps that come out alike share one method. Parameters count from the first that the
/// kernel reads, so that kernels of equal layers are alike.
/// </summary>
internal sealed class KernelSignature
{
    private readonly StringBuilder text = new();

    /// <summary>Values are numbered by their position in the loop: node ids differ between graphs.</summary>
    private readonly Dictionary<Node, int> numbers = [];

    public KernelSignature(Kernel kernel)
    {
        FirstParameter = kernel.ParameterOffsets.Select(offset => (int?)offset).Min();
        switch (kernel)
        {
            case ProductKernel product:
                Add(product);
                break;
            case ElementwiseKernel loop:
                Add(loop);
                break;
            case CellKernel cell:
                foreach (ProductKernel gate in cell.Gates)
                {
                    text.Append(Number(CellKernel.ValueOf(gate))).Append(' ').Append(CellKernel.ValueOf(gate).Name).Append(" = ");
                    Add(gate);
                    text.Append("; ");
                }

                Add(cell.Loop);
                break;
            case OuterProductKernel { Plan: var plan }:
                Add(plan);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kernel));
        }
    }

    /// <summary>Offset of the first parameter that the kernel reads; null where it reads none.</summary>
    public int? FirstParameter { get; }

    public override string ToString() => text.ToString();

    private void Add(ProductKernel product)
    {
        text.Append("product ").Append(product.Rows);
        foreach (int bias in product.Biases)
        {
            text.Append(" bias ");
            AddParameter(bias);
        }

        foreach (Location addend in product.Addends)
        {
            text.Append(" plus ");
            Add(addend);
        }

        foreach (ProductTerm term in product.Terms)
        {
            text.Append(" term ");
            AddParameter(term.Offset);
            text.Append(',').Append(term.RowStride).Append(',').Append(term.InnerStride).Append(',').Append(term.Inner)
                .Append(',').Append(term.Repeats).Append(',').Append(term.OffsetStep).Append(',').Append(term.SourceStep).Append(',').Append(term.BlockStep).Append(" of ");
            Add(term.Source);
        }

        text.Append(" to ");
        Add(product.Destination);
    }

    private void Add(ElementwiseKernel loop)
    {
        text.Append("loop ").Append(loop.Units).Append(':');
        foreach (KeyValuePair<Node, Location> load in loop.Loads.OrderBy(load => load.Key.Id))
        {
            text.Append(' ').Append(Number(load.Key)).Append(" = ");
            AddLeaf(load.Key, loop);
            text.Append(" at ");
            Add(load.Value);
            text.Append(';');
        }

        foreach (Node value in loop.Values)
        {
            text.Append(' ').Append(Number(value)).Append(" = ").Append((int)value.Operator).Append(' ').Append(value.Name).Append('(');
            foreach (Node operand in value.Operands)
            {
                AddOperand(operand, loop);
                text.Append(',');
            }

            text.Append(");");
        }

        foreach ((Node value, Location location) in loop.Stores)
        {
            text.Append(' ');
            AddOperand(value, loop);
            text.Append(" to ");
            Add(location);
            text.Append(';');
        }
    }

    private void Add(OuterProductPlan plan)
    {
        text.Append("outer product ").Append(plan.Rows).Append(',').Append(plan.FirstRow).Append(',').Append(plan.TotalRows).Append(" of ");
        Add(plan.RowGradients);
        foreach (OuterProductSource source in plan.Sources)
        {
            text.Append(" and ").Append(source.Count).Append(" at ");
            Add(source.Location);
        }

        foreach (OuterProductTarget target in plan.Weights)
        {
            text.Append(" to ");
            AddParameter(target.Offset);
            text.Append(',').Append(target.Source).Append(',').Append(target.Columns);
        }

        foreach (int bias in plan.Biases)
        {
            text.Append(" bias ");
            AddParameter(bias);
        }
    }

    private int Number(Node node)
    {
        if (!numbers.TryGetValue(node, out int number))
        {
            number = numbers.Count;
            numbers.Add(node, number);
        }

        return number;
    }

    private void AddOperand(Node node, ElementwiseKernel loop)
    {
        if (node.Operator.IsLeaf())
        {
            AddLeaf(node, loop);
        }
        else
        {
            text.Append(Number(node));
        }
    }

    private void AddLeaf(Node node, ElementwiseKernel loop)
    {
        text.Append((int)node.Operator).Append(' ').Append(node.Name).Append(' ').Append(node.Length).Append(' ').Append(BitConverter.DoubleToInt64Bits(node.Value));
        if (node.Operator == Operator.Parameter)
        {
            text.Append(' ');
            AddParameter(loop.Parameters[node]);
        }
    }

    private void AddParameter(int offset) => text.Append(offset - FirstParameter);

    private void Add(Location location) =>
        text.Append((int)location.Origin.Place).Append('.').Append(location.Origin.Index).Append('+').Append(location.Row);
}

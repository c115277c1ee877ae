using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Steps;

/// <summary>Every operator has a row, and every row says what its kind needs. That its derivatives are right is shown by <c>DerivativeRulesTests</c>.</summary>
public sealed class OperatorTableTests
{
    public static TheoryData<string> Names() => new(Enum.GetNames<Operator>());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_operator_has_a_complete_row(string name)
    {
        OperatorRow row = Enum.Parse<Operator>(name).Row();

        Assert.Equal(name, row.Operator.ToString());
        Assert.InRange(row.Operations, 1, 511);
        bool isFunction = row.Kind is OperatorKind.Elementwise or OperatorKind.Reduction;
        Assert.Equal(isFunction ? row.Arity : 0, row.Derivatives.Count);
        Assert.Equal(isFunction, row.Value is not null);
        Assert.Equal(row.Kind == OperatorKind.Elementwise, row.Notation is not null);
        Assert.Equal(row.Kind == OperatorKind.Leaf, row.Arity == 0);
        if (row.Kind != OperatorKind.Elementwise)
        {
            Assert.False(row.IsCheap);
        }
    }

    /// <summary>A rule that folds must agree with the value it stands for.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Folding_changes_no_value(string name)
    {
        OperatorRow row = Enum.Parse<Operator>(name).Row();
        if (row.Kind != OperatorKind.Elementwise)
        {
            return;
        }

        double[] special = [0, 1, -1, 2];
        foreach (int choice in Enumerable.Range(0, (int)Math.Pow(special.Length, row.Arity)))
        {
            double[] values = [.. Enumerable.Range(0, row.Arity).Select(operand => special[choice / (int)Math.Pow(special.Length, operand) % special.Length])];
            double expected = row.Value!(values);
            if (!double.IsFinite(expected))
            {
                continue; // 0 / 0 folds to 0
            }

            var graph = new StepGraph();
            Node folded = graph.Apply(row.Operator, [.. values.Select(value => graph.Constant(value, 3))]);

            Assert.Equal(Operator.Constant, folded.Operator);
            Assert.Equal(expected, folded.Value);
            Assert.Equal(3, folded.Length);
        }
    }

    [Theory]
    [InlineData(nameof(Operator.Input), 0)]
    [InlineData(nameof(Operator.MatVec), 1)]
    [InlineData(nameof(Operator.Add), 1)]
    [InlineData(nameof(Operator.Tanh), 2)]
    public void What_does_not_take_so_many_values_is_refused(string op, int values)
    {
        var graph = new StepGraph();
        Node[] operands = [.. Enumerable.Range(0, values).Select(index => graph.Input("v" + index, 2))];

        Assert.Throws<InvalidOperationException>(() => graph.Apply(Enum.Parse<Operator>(op), operands));
    }
}

using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Loops;

/// <summary>Operations of statements, as they stand in the text: functions count as the operations that they consist of.</summary>
internal static class OperationCount
{
    public static int Of(IEnumerable<Statement> statements) => statements.Sum(Of);

    private static int Of(Statement statement) => statement switch
    {
        Scope scope => Of(scope.Body),
        For loop => Of(loop.Body),
        InsteadIfZero instead => 1 + Of(instead.Value) + Of(instead.Body),
        IfTilesAreTaller tall => Of(tall.Body),
        Let let => Of(let.Value),
        Set set => Of(set.Value),
        AddTo add => 1 + Of(add.Value),
        Store store => 1 + Of(store.Value),
        _ => 0,
    };

    private static int Of(Expression expression) => expression switch
    {
        Operation operation => operation.Operator.Row().Operations + operation.Operands.Sum(Of),
        Bounded bounded => 1 + Of(bounded.Value) + Of(bounded.Limit),
        MultiplyAdd sum => 2 + Of(sum.First) + Of(sum.Second) + Of(sum.Sum),
        MultiplyAddBroadcast sum => 1 + Of(sum.Factor) + Of(sum.Sum),
        MultiplyAddShared sum => 1 + Of(sum.Factor) + Of(sum.Sum),
        Total total => total.Parts.Count - 1,
        FirstUnits units => 1 + Of(units.Value),
        AcrossUnits reduction => 1 + Of(reduction.Value),
        Load or LoadShared or BroadcastRow or BroadcastParameters or Dot => 1,
        _ => 0,
    };
}

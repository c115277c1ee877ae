using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Loops;

using Reference = RnnGen.Generator.Loops.Reference;

/// <summary>Statements that cannot be are found before they are printed.</summary>
public sealed class StatementCheckTests
{
    private static readonly Origin Rows = new(Place.StepBuffer);

    [Fact]
    public void A_loop_that_stays_inside_its_buffers_is_accepted()
    {
        Check(vectorRows: 1, tileRows: 8, For.Of("unit", 20, LoopStep.One,
        [
            new Let("a", new Load(Reference.To(Rows), LoopIndex.Of("unit"))),
            new Store(Reference.To(Rows), LoopIndex.Of("unit").Plus(20), Operation.Of(Operator.Tanh, new Variable("a"))),
        ]));
    }

    /// <summary>20 rows from row 0, 20 and 21 of 40.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(-1)]
    public void A_row_outside_a_buffer_is_a_fault(int first)
    {
        Assert.Contains("in 40 of", Fault(1, 8, For.Of("unit", 20, LoopStep.One, [new Store(Reference.To(Rows), LoopIndex.Of("unit").Plus(first), new Number(0))])), StringComparison.Ordinal);
        Assert.Contains("in 40 of", Fault(1, 8, For.Of("unit", 20, LoopStep.One, [new Let("a", new Load(Reference.To(Rows), LoopIndex.Of("unit").Plus(first)))])), StringComparison.Ordinal);
    }

    /// <summary>17 units are two vectors of 16, which begin at row 0, or at row 9 of 40.</summary>
    [Fact]
    public void A_vector_that_reaches_beyond_a_buffer_is_a_fault()
    {
        Check(16, 1, Copy(0));
        Assert.Contains("in 40 of", Fault(16, 1, Copy(9)), StringComparison.Ordinal);

        static Statement Copy(int to) =>
            For.Of("unit", 17, LoopStep.Vector, [new Store(Reference.To(Rows, LoopIndex.Of("unit").Plus(to)), LoopIndex.Zero, new Number(0))]);
    }

    [Fact]
    public void Tiles_count_as_high_as_they_are()
    {
        Statement tiles = For.Of("row", 40, LoopStep.Tile,
        [
            Store(3),
            new IfTilesAreTaller(4, new([Store(7)])),
        ]);
        Check(1, 8, tiles);
        Check(1, 4, tiles);
        Assert.NotNull(Fault(1, 4, For.Of("row", 40, LoopStep.Tile, [Store(7)])));

        static Statement Store(int row) => new Store(Reference.To(Rows), LoopIndex.Of("row").Plus(row), new Number(0));
    }

    [Fact]
    public void A_parameter_behind_the_last_is_a_fault()
    {
        Check(1, 8, new Let("bias", new BroadcastParameters(new([Reference.ToParameter(LoopIndex.Of(99))]))));
        Assert.NotNull(Fault(1, 8, new Let("bias", new BroadcastParameters(new([Reference.ToParameter(LoopIndex.Of(100))])))));
        Assert.NotNull(Fault(1, 8,
            new LetReference("weights", Reference.ToParameter(LoopIndex.Of(90))),
            new Let("v", new Number(1)),
            new Let("sum", new MultiplyAddBroadcast(Reference.ToLocal("weights", LoopIndex.Of(10)), new Variable("v"), new Number(0)))));
    }

    [Fact]
    public void Locals_are_declared_once_and_before_they_are_used()
    {
        Assert.Contains("a is not declared", Fault(1, 8, new Let("b", new Variable("a"))), StringComparison.Ordinal);
        Assert.Contains("a is not declared", Fault(1, 8, new Set("a", new Number(1))), StringComparison.Ordinal);
        Assert.Contains("unit is not declared", Fault(1, 8, new Let("a", new Load(Reference.To(Rows), LoopIndex.Of("unit")))), StringComparison.Ordinal);
        Assert.Contains("a is declared twice", Fault(1, 8, new Let("a", new Number(1)), Scope.Of([new Let("a", new Number(2))])), StringComparison.Ordinal);
        Check(1, 8, Scope.Of([new Let("a", new Number(1))]), Scope.Of([new Let("a", new Number(2))]));
        Assert.Contains("a is not declared", Fault(1, 8, Scope.Of([new Let("a", new Number(1))]), new AddTo("a", new Number(2))), StringComparison.Ordinal);
    }

    private static void Check(int vectorRows, int tileRows, params Statement[] statements) =>
        new StatementCheck(vectorRows, tileRows, static _ => 40, parameters: 100).Check(statements);

    private static string Fault(int vectorRows, int tileRows, params Statement[] statements) =>
        Assert.Throws<InvalidOperationException>(() => Check(vectorRows, tileRows, statements)).Message;
}

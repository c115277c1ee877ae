using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Lines or loops.</summary>
public sealed class UnrollChoiceTests
{
    [Theory]
    [InlineData(2, 50, 49)]
    [InlineData(4, 50, 49)]
    [InlineData(5, 50, 1)]
    [InlineData(1, 65, 64)]
    [InlineData(1, 66, 1)]
    public void Every_step_has_a_line_where_the_lines_of_the_model_are_not_too_many(int layers, int steps, int block)
    {
        ModelPlans plans = Plans(layers, steps);

        Assert.Equal(block, plans.Batches.Unroll.Block(steps - 1));
        Assert.Equal(1, plans.Sequence.Unroll.Block(steps - 1));
    }

    [Fact]
    public void A_few_steps_are_no_loop() => Assert.Equal([1, 2, 3, 1], Enumerable.Range(1, 4).Select(Plans(1, 50).Sequence.Unroll.Block));

    private static ModelPlans Plans(int layers, int steps) =>
        ModelPlans.Create(ModelPrograms.Create(Enumerable.Range(0, layers).Aggregate(Declare.Model(steps, 1), static (model, _) => model.Lstm(20)).Dense(10).Network()));
}

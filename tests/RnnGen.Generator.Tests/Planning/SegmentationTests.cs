using RnnGen.Generator.Planning;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Generator.Timelines;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>How the way back is cut, and what is written once for several segments.</summary>
public sealed class SegmentationTests
{
    [Theory]
    [InlineData(64, 512, 4096, 8, 8)]
    [InlineData(64, 1024, 4096, 16, 4)]
    [InlineData(64, 5000, 4096, 16, 4)]
    [InlineData(50, 80, 4096, 1, 50)]
    [InlineData(50, 400, 4096, 5, 10)]
    [InlineData(10, 1000, 1000, 3, 4)]
    [InlineData(3, 5000, 4096, 1, 3)]
    [InlineData(7, 0, 4096, 1, 7)]
    [InlineData(0, 10, 4096, 1, 1)]
    public void Segments_hold_as_many_steps_as_stay_in_the_cache_but_no_fewer_than_four(int calls, int rowsPerCall, int room, int count, int steps)
    {
        var segments = new Segmentation(calls, rowsPerCall, room);

        Assert.Equal((count, steps, steps * rowsPerCall), (segments.Count, segments.Steps, segments.Rows));
        int[][] divided = [.. segments.Divide(Enumerable.Range(0, calls).ToArray()).Select(segment => segment.ToArray())];
        Assert.Equal(count, divided.Length);
        Assert.Equal(Enumerable.Range(0, calls), divided.SelectMany(segment => segment));
        Assert.All(divided, segment => Assert.InRange(segment.Length, calls == 0 ? 0 : 1, steps));
    }

    [Fact]
    public void Row_gradients_of_every_segment_lie_in_the_same_rows_and_results_have_rows_of_their_own()
    {
        ModelPlan plan = Plan(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Dense(1));
        LayerCalls layer = Timeline.Create(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Dense(1).Network()).Layers[0];
        Assert.Equal(64, layer.Adjoints.Count);

        int[] rows = [.. plan.Layers[0].Gradient.SelectMany(segment => segment).SelectMany(run => Rows(run, Place.RowGradient))];
        int[] results = [.. plan.Layers[0].Gradient.SelectMany(segment => segment).SelectMany(run => Rows(run, Place.Gradient))];

        Assert.Equal(64, rows.Length);
        Assert.Equal(8, rows.Distinct().Count());
        Assert.Equal(8 * 512, rows.Max() - rows.Min() + 512);
        Assert.Equal(64, results.Distinct().Count());
        Assert.DoesNotContain(results, row => row >= rows.Min());
    }

    [Fact]
    public void Small_layers_share_a_segment_and_large_ones_have_their_own()
    {
        ModelPlan plan = Plan(Declare.Model(64, 3, Topology.ManyToMany).SimpleRnn(10).Lstm(128).Gru(5).Dense(6, Activation.Tanh).Dense(1));

        Assert.Equal(
            [("0+1", "dense2 dense1 gru1"), ("1+8", "lstm1"), ("9+1", "rnn1")],
            plan.Passages.Select(passage => ($"{passage.Passage.First}+{passage.Passage.Count}", string.Join(' ', passage.Layers.Select(layer => layer.Layer.Name)))));
        Assert.Equal(10, plan.Memory.Segments.Count);
    }

    [Fact]
    public void Segments_that_do_the_same_are_written_once()
    {
        IReadOnlyList<SegmentRuns<CallRun>> groups = SegmentRuns<CallRun>.Join(Plan(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Dense(1)).Layers[0].Gradient);

        // The last step's cell state has no gradient, and the first step has no step before it.
        Assert.Equal([(0, 1), (1, 6), (7, 1)], groups.Select(group => (group.First, group.Count)));
        CallRun run = Assert.Single(groups[1].Runs);
        Assert.Equal((8, new RowSeries(63, -1, -8)), (run.Count, run.Step));
        Assert.Equal(0, run.Arguments.Single(argument => argument.Origin.Place == Place.RowGradient).Rows.SegmentStride);
    }

    [Fact]
    public void Numbers_that_advance_unevenly_are_not_joined()
    {
        static CallRun Run(int row, int stride = 2) => new("Step", new RowSeries(9, -1, 0), 3, [new RunArgument(new Origin(Place.Frame), new RowSeries(row, stride, 0))]);
        static (int First, int Count)[] Groups(params CallRun[] runs) =>
            [.. SegmentRuns<CallRun>.Join([.. runs.Select(run => new[] { run })]).Select(group => (group.First, group.Count))];

        Assert.Equal([(0, 3)], Groups(Run(10), Run(20), Run(30)));
        Assert.Equal([(0, 3), (3, 1)], Groups(Run(10), Run(20), Run(30), Run(41)));
        Assert.Equal([(0, 1), (1, 2)], Groups(Run(10), Run(20, stride: 3), Run(30, stride: 3)));
        Assert.Equal([(0, 1), (1, 1)], Groups(Run(10), Run(20) with { Count = 2 }));
    }

    private static ModelPlan Plan(Declare model) => ModelPlans.Create(Timeline.Create(model.Network())).Batches;

    private static IEnumerable<int> Rows(CallRun run, Place place) =>
        run.Arguments.Where(argument => argument.Origin.Place == place).SelectMany(argument => Enumerable.Range(0, run.Count).Select(argument.Rows.At));
}

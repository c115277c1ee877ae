using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>How the backward pass is cut, and what is written once for several segments.</summary>
public sealed class SegmentSizeTests
{
    [Theory]
    [InlineData(64, 512, 4096, 8, 8)]
    [InlineData(64, 540, 4096, 8, 8)]
    [InlineData(64, 550, 4096, 10, 7)]
    [InlineData(64, 1024, 4096, 16, 4)]
    [InlineData(64, 5000, 4096, 16, 4)]
    [InlineData(50, 80, 4096, 1, 50)]
    [InlineData(50, 400, 4096, 5, 10)]
    [InlineData(10, 1000, 1000, 3, 4)]
    [InlineData(3, 5000, 4096, 1, 3)]
    [InlineData(7, 0, 4096, 1, 7)]
    [InlineData(0, 10, 4096, 1, 1)]
    public void Segments_hold_about_as_many_steps_as_stay_in_the_cache_but_no_fewer_than_four(int calls, int rowsPerCall, int room, int count, int steps)
    {
        var segments = new SegmentSize(calls, rowsPerCall, room, Target.Default.FewestSegmentSteps);

        Assert.Equal((count, steps), (segments.Count, segments.Steps));
        var again = SegmentSize.Of(calls, count);
        Assert.Equal((count, steps), (again.Count, again.Steps));
        Assert.All(Enumerable.Range(0, calls), call => Assert.Equal(steps - 1 - (call % steps), segments.Position(call)));
        int[][] divided = [.. segments.Divide(Enumerable.Range(0, calls).ToArray()).Select(segment => segment.ToArray())];
        Assert.Equal(count, divided.Length);
        Assert.Equal(Enumerable.Range(0, calls), divided.SelectMany(segment => segment));
        Assert.All(divided, segment => Assert.InRange(segment.Length, calls == 0 ? 0 : 1, steps));
    }

    [Fact]
    public void Gradients_that_do_not_outlast_a_segment_lie_in_the_same_rows_in_each()
    {
        LayerPlan layer = Plan(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Dense(1)).Layers[0];

        int[] rows = Rows(layer, Place.RowGradient), outputs = Rows(layer, Place.Gradient), states = Rows(layer, Place.StateGradient);

        Assert.Equal((64, 64, 64), (rows.Length, outputs.Length, states.Length));
        Assert.Equal((8, 8, 1), (rows.Distinct().Count(), outputs.Distinct().Count(), states.Distinct().Count()));
        Assert.Equal(8 * 512, rows.Max() - rows.Min() + 512);
        Assert.Equal(rows.Max() + 512, outputs.Min());
        Assert.Equal(7 * 128, outputs.Max() - outputs.Min());
        Assert.DoesNotContain(states[0], Enumerable.Range(rows.Min() - 255, outputs.Max() + 128 - rows.Min() + 255));
    }

    [Fact]
    public void Gradients_from_a_layer_with_segments_of_its_own_outlast_them()
    {
        ModelPlan plan = Plan(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Lstm(128));

        Assert.Equal(["lstm2", "lstm1"], plan.SegmentGroups.Select(segmentGroup => string.Join(' ', segmentGroup.Layers.Select(layer => layer.Layer.Name))));
        Assert.All(plan.Layers, layer => Assert.Equal(64, Rows(layer, Place.Gradient).Distinct().Count()));
        Assert.Empty(Rows(plan.Layers[0], Place.Gradient).Intersect(Rows(plan.Layers[1], Place.Gradient)));
    }

    [Fact]
    public void Vectors_of_samples_are_half_a_page_apart()
    {
        Assert.Equal(32, Plan(Declare.Model(64, 3).Lstm(128).Dense(1)).Memory.Rows % 64);
        Assert.Equal(32, Plan(Declare.Model(3, 1).SimpleRnn(1)).Memory.Rows % 64);
    }

    [Fact]
    public void Layers_go_through_segments_together_where_that_costs_no_steps()
    {
        ModelPlan plan = Plan(Declare.Model(64, 3, Topology.ManyToMany).SimpleRnn(10).Lstm(128).Gru(5).Dense(6, Activation.Tanh).Dense(1));

        Assert.Equal(
            [("0+8", "dense2 dense1 gru1 lstm1"), ("8+1", "rnn1")],
            plan.SegmentGroups.Select(Describe));
        Assert.Equal(9, plan.Memory.Segments.Count);
    }

    [Fact]
    public void Layers_on_other_steps_go_through_segments_of_their_own()
    {
        ModelPlan plan = Plan(Declare.Model(64, 3).Lstm(128).Dense(1));

        Assert.Equal(
            [("0+1", "dense1"), ("1+8", "lstm1")],
            plan.SegmentGroups.Select(Describe));
        Assert.Empty(Rows(plan.Layers[0], Place.Gradient));
    }

    [Fact]
    public void Segments_that_do_the_same_are_written_once()
    {
        IReadOnlyList<SegmentRuns<CallRun>> groups = SegmentRuns<CallRun>.Join(Plan(Declare.Model(64, 3, Topology.ManyToMany).Lstm(128).Dense(1)).Layers[0].Gradient.Runs);

        // The first step has no step before it.
        Assert.Equal([(0, 7), (7, 1)], groups.Select(group => (group.First, group.Count)));
        CallRun run = Assert.Single(groups[0].Runs);
        Assert.Equal((8, new RowSeries(63, -1, -8)), (run.Count, run.Step));
        Assert.Equal(8, run.Method.Arguments.Single(argument => argument.Origin.Place == Place.RowGradient).Rows.Period);
    }

    [Fact]
    public void Numbers_that_advance_unevenly_are_not_joined()
    {
        TimedMethod method = Plan(Declare.Model(3, 1).SimpleRnn(1)).Layers[0].Forward.All[0];
        CallRun Run(int step, int stride = 1) => new(method, new RowSeries(step, stride, 0), 3, 3);
        static (int First, int Count)[] Groups(params CallRun[] runs) =>
            [.. SegmentRuns<CallRun>.Join([.. runs.Select(run => new[] { run })]).Select(group => (group.First, group.Count))];

        Assert.Equal([(0, 3)], Groups(Run(10), Run(20), Run(30)));
        Assert.Equal([(0, 3), (3, 1)], Groups(Run(10), Run(20), Run(30), Run(41)));
        Assert.Equal([(0, 1), (1, 2)], Groups(Run(10), Run(20, stride: -1), Run(30, stride: -1)));
        Assert.Equal([(0, 1), (1, 1)], Groups(Run(10), Run(20) with { Count = 2 }));
    }

    private static ModelPlan Plan(Declare model) => ModelPlans.Create(ModelPrograms.Create(model.Network())).Batches;

    private static (string Segments, string Layers) Describe((SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers) group) =>
        ($"{group.SegmentGroup.First}+{group.SegmentGroup.Count}", string.Join(' ', group.Layers.Select(layer => layer.Layer.Name)));

    /// <summary>A row number of every call in a layer's backward pass.</summary>
    private static int[] Rows(LayerPlan layer, Place place) =>
        [.. layer.Gradient.Runs.SelectMany(segment => segment).SelectMany(run => run.Method.Arguments
            .Where(argument => argument.Origin.Place == place)
            .SelectMany(argument => Enumerable.Range(0, run.Count).Select(call => argument.Rows.At(run.Step.At(call) + argument.Step))))];
}

using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Calls in terms of time: a layer's methods take t, and no more.</summary>
public sealed class TimedMethodTests
{
    [Fact]
    public void A_step_reads_the_buffer_of_the_one_before_and_the_output_of_the_layer_below()
    {
        TimedMethod step = Layers(Declare.Model(5, 1, Topology.ManyToMany).SimpleRnn(3).Lstm(2).Dense(1))[1].Forward.Methods.Single();

        Assert.Equal("Lstm1Step", step.Name);
        Assert.Equal("Lstm1StepKernel", step.Kernel.Name);
        Assert.Equal(
            [("Output of rnn1", 0), ("Buffer of lstm1", -1), ("Buffer of lstm1", 0)],
            step.Arguments.Select(argument => ($"{argument.Rows.Kind} of {argument.Rows.Layer!.Name}", argument.Step)));
    }

    [Fact]
    public void What_is_called_line_by_line_is_a_method()
    {
        ModelPlans plans = ModelPlans.Create(ModelPrograms.Create(Declare.Model(5, 1, Topology.ManyToMany).Lstm(2).Dense(1).Network()));

        Assert.Equal([("Lstm1FirstStep", 0, 1, false), ("Lstm1Step", 1, 4, true)], Runs(plans.Batches.Layers[0].Forward));
        Assert.Equal([("Lstm1StepBackward", 4, 4, true), ("Lstm1FirstStepBackward", 0, 1, false)], Runs(plans.Batches.Layers[0].Gradient));
        Assert.Equal([("Lstm1FirstStep", 0, 1, false), ("Lstm1Step", 1, 4, false)], Runs(plans.Sequence.Layers[0].Forward));

        static IEnumerable<(string, int, int, bool)> Runs(TimedCalls calls) => calls.Runs[0].Select(run => (run.Method.Name, run.Step.Start, run.Count, run.Method.IsEmitted));
    }

    /// <summary>Where a kernel finds something else at one step, that one's line has rows.</summary>
    [Fact]
    public void A_step_that_continues_another_layer_s_state_has_rows_in_place_of_t()
    {
        TimedCalls forward = Layers(Declare.Model(5, 1).Layer("Lstm", ("Units", 2), ("LearnInitialState", true)).Dense(1))[1].Forward;

        Assert.Equal([(0, false), (1, true)], forward.Runs[0].Select(run => (run.Step.Start, run.Method.IsEmitted)));
        Assert.Same(forward.Runs[0][0].Method.Kernel, Assert.Single(forward.Methods).Kernel);
    }

    private static IReadOnlyList<LayerPlan> Layers(Declare model) => ModelPlans.Create(ModelPrograms.Create(model.Network())).Batches.Layers;
}

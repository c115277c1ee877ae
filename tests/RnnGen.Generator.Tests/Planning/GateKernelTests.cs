using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>One sequence's gates: summed in the loop that reads them, where that can be.</summary>
public sealed class GateKernelTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(64)]
    public void An_lstm_s_step_is_one_loop_that_takes_its_gates_from_variables(int units)
    {
        GateKernel gateKernel = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Lstm(units))));

        Assert.Equal(["ai", "af", "ag", "ao"], Names(gateKernel.Gates));
        Assert.Equal(["cPrevious"], gateKernel.Loop.Loads.Keys.Select(node => node.Name));
        Assert.DoesNotContain(gateKernel.Loop.Stores, store => store.Value.Name.StartsWith('a'));
        Assert.All(gateKernel.Gates, gate => Assert.Equal([3, units], gate.Terms.Select(term => term.Inner)));
    }

    [Fact]
    public void A_gru_s_candidate_has_two_sums_and_the_one_that_the_backward_pass_reads_is_stored()
    {
        GateKernel gateKernel = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Gru(20))));

        Assert.Equal(["ar", "az", "nx", "nh"], Names(gateKernel.Gates));
        Assert.Equal(["nh"], gateKernel.Loop.Stores.Select(store => store.Value.Name).Intersect(Names(gateKernel.Gates)));
    }

    /// <summary>The candidate multiplies r h of all units: it is a gate kernel of its own.</summary>
    [Fact]
    public void A_gru_whose_reset_comes_first_is_two_gate_kernels()
    {
        Kernel[] kernels = [.. Kernels(Model().Gru(20, resetAfter: false))];

        GateKernel[] gateKernels = [.. kernels.OfType<GateKernel>()];
        Assert.Equal(gateKernels, kernels);
        Assert.Equal([["ar", "az"], ["an"]], gateKernels.Select(gateKernel => Names(gateKernel.Gates)));
        Assert.Contains(gateKernels[0].Loop.Stores, store => store.Value.Name == "rh");
        Assert.Contains(gateKernels[1].Loop.Loads.Keys, node => node.Name == "z");
    }

    /// <summary>Four gates have more sums than there are registers; but weights that leave the level-1 cache are read in the order in which they lie.</summary>
    [Theory]
    [InlineData("Lstm", 16, "ai af ag", "ao")]
    [InlineData("Lstm", 32, "ai af ag", "ao")]
    [InlineData("Lstm", 64, "ai af ag ao")]
    [InlineData("Gru", 16, "ar az nx nh")]
    public void Gates_are_summed_three_at_a_time_where_weights_fit_the_cache(string layer, int units, params string[] expected)
    {
        GateKernel gateKernel = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Layer(layer, ("Units", units)))));

        Assert.Equal(expected, new LoopSchedule(gateKernel.Loop, gateKernel).Actions.OfType<Summation>().Select(sum => string.Join(" ", Names(sum.Gates))));
    }

    [Fact]
    public void The_last_gates_are_summed_before_chains_of_operations_meet()
    {
        GateKernel gateKernel = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Lstm(16))));
        LoopAction[] actions = [.. new LoopSchedule(gateKernel.Loop, gateKernel).Actions.Where(action => action is Summation or Computation)];

        string[] names = [.. actions.Select(action => action is Computation computation ? computation.Value.Name : "")];
        int last = Array.FindLastIndex(actions, action => action is Summation);
        Assert.Equal(["f", "g", "i"], names[..last].Where(name => name.Length > 0).Order());
        Assert.True(last < Array.IndexOf(names, "c") && last < Array.IndexOf(names, "o"));
    }

    /// <summary>Softmax sums over all units before any of them is done, and five Gelus are too much for one loop.</summary>
    [Theory]
    [InlineData(Activation.Softmax, Activation.Sigmoid)]
    [InlineData(Activation.Gelu, Activation.Softplus)]
    public void Gates_that_no_single_loop_reads_go_to_memory(Activation activation, Activation recurrent)
    {
        GateKernel[] gateKernels = [.. Kernels(Model().Lstm(20, activation, recurrent)).OfType<GateKernel>()];

        GateKernel gateKernel = Assert.Single(gateKernels);
        Assert.Empty(gateKernel.Loop.Values);
        Assert.Equal(Names(gateKernel.Gates), gateKernel.Loop.Stores.Select(store => store.Value.Name));
    }

    /// <summary>A gate's two biases are one vector of the copy, except for a candidate whose reset gate acts on one of them.</summary>
    [Fact]
    public void Biases_that_are_always_added_are_read_as_one()
    {
        GateKernel lstm = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Lstm(20)))), gru = Assert.IsType<GateKernel>(Assert.Single(Kernels(Model().Gru(20))));

        Assert.All(lstm.Gates.Concat(gru.Gates), gate => Assert.Single(gate.Biases));
        Assert.Distinct(gru.Gates.SelectMany(gate => gate.Biases));
    }

    [Fact]
    public void A_bias_that_the_copy_has_in_a_sum_only_is_read_alone_from_where_it_is_itself()
    {
        Network network = Model().Lstm(20).Dense(1).Network();
        PackedParameters packed = ModelPlans.Create(ModelPrograms.Create(network)).Packed;
        var lowering = new SequenceLowering(packed, Target.Default);
        ParameterBlock[] biases = [.. network.Layers[0].Parameters.Where(static tensor => tensor.IsVector).Select(static tensor => tensor.Block(new(20, 20)))];

        Assert.Equal([packed[biases[0]].Offset], lowering.Vectors(biases));
        Assert.All(biases, bias => Assert.Equal([bias.Offset], lowering.Vectors([bias])));
    }

    /// <summary>A sum of two biases fills as many lanes as either of them.</summary>
    [Theory]
    [InlineData(16, 100)]
    [InlineData(8, 50)]
    public void The_copy_is_filled_with_what_is_in_it(int units, int percent)
    {
        Network network = Model().Lstm(units).Network();

        Assert.Equal(percent, ModelPlans.Create(ModelPrograms.Create(network)).Packed.Filled);
    }

    [Fact]
    public void Batches_have_no_gate_kernels() =>
        Assert.DoesNotContain(ModelPlans.Create(ModelPrograms.Create(Model().Lstm(16).Network())).Batches.Layers[0].General.Forward.Kernels, kernel => kernel is GateKernel);

    private static Declare Model() => Declare.Model(4, 3, Topology.ManyToMany);

    private static IReadOnlyList<Kernel> Kernels(Declare model) =>
        ModelPlans.Create(ModelPrograms.Create(model.Dense(1).Network())).Sequence.Layers[0].General.Forward.Kernels;

    private static string[] Names(IEnumerable<ProductKernel> gates) => [.. gates.Select(gate => GateKernel.ValueOf(gate).Name)];
}

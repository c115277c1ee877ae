using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Programs;

/// <summary>Which calls there are, and what each is specialised to.</summary>
public sealed class ModelProgramsTests
{
    [Fact]
    public void Steps_after_the_first_of_one_to_many_have_no_product_of_the_input_weights()
    {
        foreach (string kind in (string[])["SimpleRnn", "Lstm", "Gru"])
        {
            LayerCalls layer = Unroll(Declare.Model(5, 2, Topology.OneToMany), kind).Layers[0];

            Assert.Contains(Products(layer.Calls[0]), IsOfInput);
            Assert.All(layer.Calls.Skip(1), call => Assert.DoesNotContain(Products(call), IsOfInput));
            Assert.All(layer.Calls.Skip(1), call => Assert.NotEmpty(Products(call)));
            Assert.All(layer.Calls.Skip(1), call => Assert.True(call.Variant.Inputs[0].IsZero));
        }
    }

    [Fact]
    public void The_first_step_has_no_recurrent_product()
    {
        foreach (string kind in (string[])["SimpleRnn", "Lstm", "Gru"])
        {
            LayerCalls layer = Unroll(Declare.Model(3, 2), kind).Layers[0];

            Assert.DoesNotContain(Products(layer.Calls[0]), IsRecurrent);
            Assert.All(layer.Calls[0].Variant.States, state => Assert.True(state.IsZero));
            Assert.All(layer.Calls.Skip(1), call => Assert.Contains(Products(call), IsRecurrent));
        }
    }

    [Fact]
    public void A_dense_layer_on_top_of_many_to_one_runs_at_the_last_step_only()
    {
        ModelPrograms programs = ModelPrograms.Create(Declare.Model(6, 2).Lstm(3).Dense(2).Network());
        Assert.Equal([0, 1, 2, 3, 4, 5], Steps(programs.Layers[0]));
        Assert.Equal([5], Steps(programs.Layers[1]));
        Assert.Equal([5], Steps(programs.Train.Output));
        Assert.Same(programs.Layers[0].Calls[5], Assert.IsType<Operand.OutputOf>(programs.Layers[1].Calls[0].Inputs[0]).Call);
    }

    [Fact]
    public void A_dense_layer_below_a_recurrent_one_runs_at_every_step_that_feeds_it()
    {
        ModelPrograms programs = ModelPrograms.Create(Declare.Model(4, 2).Dense(2).Lstm(3).Network());
        Assert.Equal([0, 1, 2, 3], Steps(programs.Layers[0]));
        Assert.Equal([0, 1, 2, 3], Steps(programs.Layers[1]));
    }

    [Fact]
    public void Dense_layers_alone_run_only_where_there_is_output()
    {
        ModelPrograms programs = ModelPrograms.Create(Declare.Model(5, 2, Topology.ManyToMany, outputSteps: 2).Dense(2).Dense(2).Network());
        Assert.All(programs.Layers, layer => Assert.Equal([3, 4], Steps(layer)));
    }

    [Fact]
    public void Output_steps_leave_out_the_first_outputs_and_losses_but_not_the_recurrence()
    {
        ModelPrograms programs = ModelPrograms.Create(
            Declare.Model(5, 2, Topology.ManyToMany, Loss.CrossEntropy, outputSteps: 2).Gru(3).Dense(3, Activation.Softmax).Network());
        Assert.Equal([0, 1, 2, 3, 4], Steps(programs.Layers[0]));
        Assert.Equal([3, 4], Steps(programs.Layers[1]));
        Assert.Equal([3, 4], Steps(programs.Predict.Output));
        Assert.Equal([3, 4], Steps(programs.Train.Output));
        Assert.Equal([new Operand.Target(0), new Operand.Target(1)], programs.Train.Output.Calls.Select(call => call.Inputs[1]));
    }

    [Fact]
    public void The_loss_is_of_training_alone_and_a_final_activation_that_it_contains_of_all_else()
    {
        ModelPrograms programs = ModelPrograms.Create(Declare.Model(3, 2, loss: Loss.CrossEntropy).Lstm(3).Dense(2, Activation.Softmax).Network());

        Assert.Equal(["lstm1", "dense1", "loss"], Names(programs.Train));
        Assert.Equal(["lstm1", "dense1", "output"], Names(programs.Predict));
        Assert.Equal(Names(programs.Predict), Names(programs.Step!));

        static IEnumerable<string> Names(Program program) => program.Groups.Select(group => group.Layer.Name);
    }

    [Fact]
    public void A_step_goes_on_with_the_states_that_the_step_before_has_left()
    {
        Program step = ModelPrograms.Create(Declare.Model(3, 2).Lstm(3).Dense(2).Network()).Step!;

        Assert.All(step.Groups, group => Assert.Single(group.Calls));
        Assert.Equal([new StateSource.Carried(null), new StateSource.Zero()], step.Groups.Select(group => group.Calls[0].States));
    }

    [Fact]
    public void Calls_that_know_the_same_share_one_variant()
    {
        IReadOnlyList<StepCall> calls = ModelPrograms.Create(Declare.Model(7, 2, Topology.ManyToMany).Lstm(3).Network()).Layers[0].Calls;

        Assert.All(calls.Skip(1).Take(5), call => Assert.Same(calls[1].Variant, call.Variant));
        Assert.Equal(2, calls.Select(call => call.Variant).Distinct().Count());
        Assert.Equal(["Lstm1FirstStep", "Lstm1Step"], calls.Select(call => call.Variant.Name).Distinct());
    }

    [Fact]
    public void The_number_of_variants_does_not_grow_with_the_sequence()
    {
        foreach ((string kind, string name) in LayerCases.All)
        {
            foreach (Topology topology in Enum.GetValues<Topology>().Where(topology => topology != Topology.OneToOne))
            {
                int Variants(int length)
                {
                    ModelPrograms programs = ModelPrograms.Create(
                        LayerCases.ByKind[kind][name](Declare.Model(length, 2, topology).Lstm(2)).Dense(2).Network());
                    return programs.Groups.Sum(group => group.Variants.Sum(variant => 1 + group.AdjointsOf(variant).Count));
                }

                Assert.Equal(Variants(6), Variants(30));
            }
        }
    }

    [Fact]
    public void Nobody_uses_the_cell_state_of_the_last_lstm_step_but_leaving_it_out_saves_no_work_and_so_no_kernel()
    {
        Network network = Declare.Model(4, 2).Lstm(3).Network();
        IReadOnlyList<StepCall> calls = ModelPrograms.Create(network).Layers[0].Calls;
        Assert.Equal([true, false], new Demand(network).Used(network.Nodes[0], step: 3));
        Assert.Same(calls[2].Variant, calls[3].Variant);
    }

    [Fact]
    public void An_unused_result_that_costs_a_product_vanishes_with_it()
    {
        Assert.True(UnusedResults.SaveWork(new TwoProducts(), [Known.Nothing], zeroStates: false, [true, false]));
        Assert.True(UnusedResults.SaveWork(new TwoProducts(), [Known.Nothing], zeroStates: false, [false, true]));
        Assert.False(UnusedResults.SaveWork(new TwoProducts(), [Known.Nothing], zeroStates: false, [true, true]));
        var variant = new StepVariant(new TwoProducts(), [Known.Nothing], zeroStates: false, [true, false], "Step");
        var calls = new LayerCalls(new LayerNode(variant.Layer, [Edge.Input]), [], variant, []);
        var plan = new VariantPlan(calls, variant, new BatchLowering(new PackedParameters(new ParameterUse([(variant.Graph, variant.ForwardNodes)]), 9, new Passes()), Target.Default));
        Assert.Single(plan.Forward.Kernels.OfType<ProductKernel>());
    }

    /// <summary>A layer whose state and output cost a product each and have nothing in common.</summary>
    private sealed class TwoProducts() : Layer("two", "Two products", 3, 3)
    {
        private readonly ParameterTensor weights = new ParameterLayout().Matrix("two.weight", 3, 3, Initialization.Zeros);

        public override IReadOnlyList<Port> States => [new("s", 3)];

        protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states) =>
            new(weights.Whole * inputs[0], [weights.Whole * states[0]]);
    }

    [Fact]
    public void A_layer_may_read_any_number_of_others()
    {
        string[] names = [.. Enumerable.Range(1, 50).Select(number => $"branch{number}")];
        Declare model = names.Aggregate(Declare.Model(2, 2, Topology.ManyToMany), static (model, name) => model.Layer("Dense", ("Units", 1), ("From", "input"), ("Name", name)));
        ModelPrograms programs = ModelPrograms.Create(model.Layer("Concatenate", ("Layers", new EquatableArray<string>(names))).Dense(1).Network());

        LayerCalls joined = programs.Layers[50];
        Assert.Equal(50, joined.Calls[0].Inputs.Count);
        Assert.Same(joined.Calls[0].Variant, joined.Calls[1].Variant);
        Assert.Equal(50, joined.Adjoints[0].Variant.InputGradients.Count);
    }

    [Fact]
    public void A_feed_forward_layer_has_one_variant_and_carries_nothing_from_step_to_step()
    {
        IReadOnlyList<StepCall> calls = ModelPrograms.Create(Declare.Model(4, 2, Topology.ManyToMany).Dense(3).Network()).Layers[0].Calls;
        Assert.Single(calls.Select(call => call.Variant).Distinct());
        Assert.All(calls, call => Assert.IsType<StateSource.Zero>(call.States));
    }

    [Fact]
    public void Step_and_adjoint_names_are_unique_whatever_the_layers_are_called()
    {
        Declare[] models =
        [
            Declare.Model(4, 2, Topology.ManyToMany).Lstm(2, name: "a").Lstm(2, name: "A"),
            Declare.Model(4, 2, Topology.OneToMany).Lstm(2).Lstm(2, name: "lstm1First").Dense(2, name: "loss"),
            Declare.Model(4, 2, Topology.ManyToMany, Loss.CrossEntropy).Gru(2, name: "output").Dense(2, Activation.Softmax, name: "loss"),
        ];
        foreach (Declare model in models)
        {
            IReadOnlyList<LayerCalls> groups = ModelPrograms.Create(model.Network()).Groups;
            string[] names = [.. groups.SelectMany(group => group.Variants.SelectMany(variant => group.AdjointsOf(variant).Select(adjoint => adjoint.Name).Prepend(variant.Name)))];
            Assert.Equal(names.Distinct(), names);
        }
    }

    private static bool IsOfInput(string tensor) => tensor.Contains("weight_ih", StringComparison.Ordinal);

    private static bool IsRecurrent(string tensor) => tensor.Contains("weight_hh", StringComparison.Ordinal);

    private static IEnumerable<string> Products(StepCall call) =>
        call.Variant.Graph.Nodes.Take(call.Variant.ForwardNodes).Where(node => node.Operator.IsProduct()).Select(node => node.Block!.Tensor.Name);

    private static int[] Steps(LayerCalls group) => [.. group.Calls.Select(call => call.Step)];

    private static ModelPrograms Unroll(Declare model, string kind) => ModelPrograms.Create(LayerCases.ByKind[kind]["default"](model).Network());
}

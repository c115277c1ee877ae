using RnnGen.Generator.Networks;
using RnnGen.Generator.Programs;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Differentiation;

/// <summary>
/// What each step keeps for its adjoint. That it is enough, the reference proves: its backward pass has nothing else to read.
/// </summary>
public sealed class KeptValuesTests
{
    [Fact]
    public void Lstm_keeps_its_gates_and_the_activated_cell_state_and_not_the_cell_state_itself()
    {
        Assert.Equal("f g i o s", Kept(model => model.Lstm(3), step: 1));
        Assert.Equal("f g i o s", Kept(model => model.Lstm(3), step: 3));
    }

    [Fact]
    public void The_first_lstm_step_has_no_forget_gate_to_keep() => Assert.Equal("g i o s", Kept(model => model.Lstm(3), step: 0));

    [Fact]
    public void Gru_keeps_its_gates_and_the_recurrent_term_that_is_reset() => Assert.Equal("n nh r z", Kept(model => model.Gru(3), step: 1));

    [Fact]
    public void Gru_with_the_reset_before_the_product_keeps_the_reset_state_that_the_product_has_read() =>
        Assert.Equal("n r rh z", Kept(model => model.Gru(3, resetAfter: false), step: 1));

    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    public void Simple_rnn_keeps_nothing_but_its_output(Activation activation) =>
        Assert.Equal("h", Kept(model => model.SimpleRnn(3, activation), step: 1));

    [Fact]
    public void A_linear_layer_keeps_nothing() => Assert.Equal("", Kept(model => model.Dense(3), step: 1));

    [Fact]
    public void A_dense_layer_keeps_its_activated_output() => Assert.Equal("y", Kept(model => model.Dense(3, Activation.Sigmoid), step: 1));

    [Theory]
    [InlineData(Loss.MeanSquaredError, "")]
    [InlineData(Loss.MeanAbsoluteError, "")]
    [InlineData(Loss.Huber, "")]
    [InlineData(Loss.BinaryCrossEntropy, "")]
    [InlineData(Loss.CrossEntropy, "e total")]
    public void A_loss_computes_cheap_terms_again(Loss loss, string expected) =>
        Assert.Equal(expected, Names(Unrolled(model => model.Dense(3), loss).Train.Output, call: 0));

    private static string Kept(Func<Declare, Declare> layer, int step) => Names(Unrolled(layer, Loss.MeanSquaredError).Layers[0], step);

    private static string Names(LayerCalls layer, int call) =>
        string.Join(' ', layer.Kept(layer.Calls[call].Variant).Select(node => node.Name).Order(StringComparer.Ordinal));

    private static ModelPrograms Unrolled(Func<Declare, Declare> layer, Loss loss)
    {
        Network network = layer(Declare.Model(4, 2, Topology.ManyToMany, loss)).Network();
        return ModelPrograms.Create(network);
    }
}

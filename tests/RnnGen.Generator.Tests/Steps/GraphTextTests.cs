using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;
using RnnGen.Generator.Tests.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Steps;

/// <summary>Formulas as they are printed from step graphs.</summary>
public sealed class GraphTextTests
{
    [Theory]
    [InlineData("Lstm", "", "i = σ(W_i x + b_i + U_i h + d_i), likewise f, o", "g = tanh(W_g x + b_g + U_g h + d_g)", "c' = f c + i g", "h' = o tanh(c')")]
    [InlineData("Lstm", "Activation=Relu", "i = σ(W_i x + b_i + U_i h + d_i), likewise f, o", "g = Relu(W_g x + b_g + U_g h + d_g)", "c' = f c + i g", "h' = o Relu(c')")]
    [InlineData("Gru", "", "r = σ(W_r x + b_r + U_r h + d_r), likewise z", "n = tanh(W_n x + b_n + r (U_n h + d_n))", "h' = (1 - z) n + z h")]
    [InlineData("Gru", "ResetAfter=false", "r = σ(W_r x + b_r + U_r h + d_r), likewise z", "n = tanh(W_n x + b_n + U_n (r h) + d_n)", "h' = (1 - z) n + z h")]
    [InlineData("SimpleRnn", "", "h' = tanh(W x + b + U h + d)")]
    [InlineData("Dense", "", "y = W x + b")]
    [InlineData("Dense", "Activation=Softmax", "y = Softmax(W x + b)")]
    public void A_layer_s_formula_is_the_textbook_s(string kind, string option, params string[] formula)
    {
        (string, object?)[] options = option switch
        {
            "" => [("Units", 3)],
            "ResetAfter=false" => [("Units", 3), ("ResetAfter", false)],
            _ => [("Units", 3), ("Activation", Enum.Parse<Activation>(option.Split('=')[1]))],
        };
        Assert.Equal(formula, Declare.Model(4, 2).Layer(kind, options).Network().Layers[0].Formula);
    }

    [Theory]
    [InlineData(Merge.Concat, "y = [a, b, c]")]
    [InlineData(Merge.Sum, "y = a + b + c")]
    [InlineData(Merge.Average, "y = (a + b + c) / 3")]
    [InlineData(Merge.Multiply, "y = a b c")]
    public void A_merge_s_formula_is_one_line(Merge merge, string formula) => Assert.Equal([formula], new MergeLayer("merge", merge, [2, 2, 2]).Formula);

    [Theory]
    [InlineData(Loss.MeanSquaredError, "e = y - target", "loss = sum(e²)")]
    [InlineData(Loss.MeanAbsoluteError, "loss = sum(|y - target|)")]
    [InlineData(Loss.Huber, "e = y - target", "magnitude = |e|", "loss = sum(magnitude > 1 ? magnitude - 0.5 : e² / 2)")]
    [InlineData(Loss.BinaryCrossEntropy, "loss = sum(softplus(y) - target y)")]
    [InlineData(Loss.CrossEntropy, "peak = max(y)", "loss = ln(sum(exp(y - peak))) + peak - sum(unit = target ? y : 0)")]
    public void A_loss_has_a_formula_like_any_layer(Loss loss, params string[] formula) => Assert.Equal(formula, new LossLayer(loss, 3).Formula);

    /// <summary>It is the formula that is printed, whatever the tensors are called.</summary>
    [Fact]
    public void A_cell_of_a_user_s_own_has_the_header_of_the_built_in_one()
    {
        LayerDefinition definition = SplitLstm.Definition(LstmTensors.ByGate);
        Network builtIn = Declare.Model(4, 3).Lstm(5).Network();

        Layer own = definition.Create(new(builtIn.Declaration.Layers[0], "own", [3], new ParameterLayout()));

        Assert.Equal(builtIn.Layers[0].Formula, own.Formula);
    }

    [Fact]
    public void States_that_are_learnt_are_their_parameters()
    {
        Network network = Declare.Model(4, 3).Layer("Lstm", ("Units", 5), ("LearnInitialState", true)).Network();

        Assert.Equal(["h' = h_0, likewise c'"], network.Layers[0].Formula);
    }

    [Fact]
    public void Parentheses_stand_where_they_are_needed()
    {
        var g = new StepGraph();
        (Node a, Node b, Node c) = (g.Input("a", 2), g.Input("b", 2), g.Input("c", 2));
        ParameterBlock p = new ParameterLayout().Vector("p", 2).Whole, w = new ParameterLayout().Matrix("w", 2, 2, Initialization.Zeros).Whole;

        Assert.Equal(["y = a - (b - c)"], GraphText.Of([("y", a - (b - c))], []));
        Assert.Equal(["y = a / (b c)"], GraphText.Of([("y", a / (b * c))], []));
        Assert.Equal(["y = (a / b) (-c)"], GraphText.Of([("y", a / b * -c)], []));
        Assert.Equal(["y = p a + W (b + c)"], GraphText.Of([("y", (g.Parameter(p) * a) + (w * (b + c)))], []));
        Assert.Equal(["y = U (a b)"], GraphText.Of([("y", w * (a * b))], [a]));
        Assert.Equal(["y = a + (b > c ? a : b)"], GraphText.Of([("y", a + g.IfGreater(b, c, a, b))], []));
        Assert.Equal(["y = a + b", "z = y"], GraphText.Of([("y", a + b), ("z", a + b)], []));
    }
}

using RnnGen.Generator.Networks;
using RnnGen.Generator.Timelines;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

public sealed class BackwardPassTests
{
    [Fact]
    public void Gradients_of_several_users_add_up()
    {
        (double[] parameters, double[] inputs) = Run(seeds: [[1, 2], [10, -4]]);
        (double[] expectedParameters, double[] expectedInputs) = Run(seeds: [[11, -2]]);

        Assert.Contains(expectedParameters, static gradient => gradient != 0);
        GradientCheck.Agree("parameter", expectedParameters, parameters);
        GradientCheck.Agree("input", expectedInputs, inputs);
    }

    [Fact]
    public void What_a_user_gave_is_left_as_it_was()
    {
        double[] first = [1, 2];
        Run(seeds: [first, [10, -4]]);

        Assert.Equal([1, 2], first);
    }

    [Fact]
    public void A_gradient_that_nobody_takes_is_an_error()
    {
        var timeline = Timeline.Create(Network);
        var forward = new ForwardPass(new double[Network.ParameterCount], [[1], [2]], []);
        var backward = new BackwardPass(forward, new double[Network.ParameterCount]);
        backward.Seed(timeline.Output.Calls[^1], [1, 2]);

        Assert.Throws<InvalidOperationException>(backward.RequireNothingPending);
    }

    private static Network Network { get; } = Declare.Model(2, 1).SimpleRnn(2).Dense(2).Network();

    /// <summary>Backpropagation of one sample, from gradients of its one output.</summary>
    private static (double[] Parameters, double[] Inputs) Run(double[][] seeds)
    {
        var timeline = Timeline.Create(Network);
        double[] parameters = DataPoint.Draw(Network, batch: 1, seed: 1).Parameters;
        var forward = new ForwardPass(parameters, [[1], [2]], []);
        foreach (LayerCalls group in timeline.Layers)
        {
            forward.Run(group);
        }

        double[] gradients = new double[parameters.Length];
        var backward = new BackwardPass(forward, gradients);
        foreach (double[] seed in seeds)
        {
            backward.Seed(timeline.Output.Calls[^1], seed);
        }

        foreach (LayerCalls group in timeline.Layers.Reverse())
        {
            backward.Run(group);
        }

        backward.RequireNothingPending();
        return (gradients, [.. backward.InputGradients.OrderBy(static step => step.Key).SelectMany(static step => step.Value)]);
    }
}

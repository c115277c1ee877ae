using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>Losses against their definitions on the network's own outputs, the mean taken as PyTorch does.</summary>
public sealed class LossTests
{
    public static TheoryData<Loss> Losses() => new(Enum.GetValues<Loss>());

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_is_the_mean_of_its_definition_over_the_batch(Loss loss)
    {
        Network network = LayerCases.Model(Topology.ManyToMany, 3, loss, ("Lstm", "default")).Network();
        var model = new ReferenceModel(network);
        (double[] parameters, double[] inputs, double[] targets) = DataPoint.Draw(network, batch: 4, seed: 5, scale: 1.5);
        double[] y = model.Predict(parameters, inputs);

        double expected = loss == Loss.CrossEntropy
            ? targets.Zip(y.Chunk(network.OutputSize)).Where(pair => pair.First >= 0).Average(pair => -Math.Log(pair.Second[(int)pair.First]))
            : y.Zip(targets, (output, target) => Definition(loss, output, target)).Average();

        Assert.Equal(expected, model.Loss(parameters, inputs, targets), 12);
    }

    [Fact]
    public void Huber_is_drawn_on_both_sides_of_its_bend_by_the_test_above()
    {
        Network network = LayerCases.Model(Topology.ManyToMany, 3, Loss.Huber, ("Lstm", "default")).Network();
        (double[] parameters, double[] inputs, double[] targets) = DataPoint.Draw(network, batch: 4, seed: 5, scale: 1.5);
        double[] errors = [.. new ReferenceModel(network).Predict(parameters, inputs).Zip(targets, (y, t) => Math.Abs(y - t))];

        Assert.Contains(errors, error => error > 1);
        Assert.Contains(errors, error => error < 1);
    }

    [Fact]
    public void Targets_of_minus_one_neither_count_nor_pass_a_gradient()
    {
        Network network = Declare.Model(2, 2, Topology.ManyToMany, Loss.CrossEntropy).Dense(3, Activation.Softmax).Network();
        var model = new ReferenceModel(network);
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 1, seed: 1);

        (double loss, _, double[] inputGradients) = model.Gradients(parameters, inputs, [2, -1]);

        Assert.Equal(-Math.Log(model.Predict(parameters, inputs)[2]), loss, 12);
        Assert.All(inputGradients[..2], gradient => Assert.NotEqual(0, gradient));
        Assert.All(inputGradients[2..], gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void A_batch_without_counted_targets_has_no_loss_and_a_gradient_of_zero()
    {
        Network network = Declare.Model(2, 2, Topology.ManyToMany, Loss.CrossEntropy).Dense(3, Activation.Softmax).Network();
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 1, seed: 1);

        (double loss, double[] parameterGradients, _) = new ReferenceModel(network).Gradients(parameters, inputs, [-1, -1]);

        Assert.True(double.IsNaN(loss));
        Assert.All(parameterGradients, gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Logits_of_any_size_give_a_finite_loss_and_gradient()
    {
        foreach (Loss loss in (Loss[])[Loss.CrossEntropy, Loss.BinaryCrossEntropy])
        {
            Network network = LayerCases.Model(Topology.OneToOne, null, loss).Network();
            double[] parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(index => index % 2 == 0 ? 5000.0 : -3000.0)];

            (double value, double[] gradients, _) = new ReferenceModel(network).Gradients(parameters, [1, -1], new double[network.TargetsPerStep]);

            Assert.True(double.IsFinite(value));
            Assert.All(gradients, gradient => Assert.True(double.IsFinite(gradient)));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-2)]
    [InlineData(0.5)]
    public void A_target_that_is_no_class_is_refused(double target)
    {
        Network network = Declare.Model(1, 2, loss: Loss.CrossEntropy).Dense(3, Activation.Softmax).Network();

        Assert.Throws<ArgumentException>("targets", () => new ReferenceModel(network).Loss(new double[network.ParameterCount], [1, 2], [target]));
    }

    [Fact]
    public void Wrong_lengths_are_refused_by_name()
    {
        Network network = Declare.Model(2, 2).Dense(3).Network();
        var model = new ReferenceModel(network);

        Assert.Throws<ArgumentException>("parameters", () => model.Predict(new double[1], new double[4]));
        Assert.Throws<ArgumentException>("inputs", () => model.Predict(new double[network.ParameterCount], new double[5]));
        Assert.Throws<ArgumentException>("targets", () => model.Loss(new double[network.ParameterCount], new double[4], new double[4]));
        Assert.Throws<ArgumentException>("outputGradients", () => model.Backward(new double[network.ParameterCount], new double[4], new double[4]));
    }

    private static double Definition(Loss loss, double y, double t) => loss switch
    {
        Loss.MeanSquaredError => (y - t) * (y - t),
        Loss.MeanAbsoluteError => Math.Abs(y - t),
        Loss.Huber => Math.Abs(y - t) <= 1 ? (y - t) * (y - t) / 2 : Math.Abs(y - t) - 0.5,
        Loss.BinaryCrossEntropy => -(t * Math.Log(y)) - ((1 - t) * Math.Log(1 - y)),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "A loss without a definition here."),
    };
}

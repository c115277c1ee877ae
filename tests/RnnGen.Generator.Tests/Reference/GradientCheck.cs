using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>
/// Compares backpropagation with central differences in double precision, more tightly than PyTorch's gradcheck
/// (absolute 1e-5, relative 1e-3) does.
/// </summary>
internal static class GradientCheck
{
    private const double Absolute = 1e-7;
    private const double Relative = 1e-5;

    /// <summary>Loss gradients over every parameter and every input.</summary>
    public static void OfLoss(Network network, int seed, int batch = 2, double scale = 0.8)
    {
        var model = new ReferenceModel(network) { Masks = MaskValues.Pattern(network) };
        (double[] parameters, double[] inputs, double[] targets) = DataPoint.DrawSmooth(model, batch, seed, scale);
        (double loss, double[] parameterGradients, double[] inputGradients) = model.Gradients(parameters, inputs, targets);

        Assert.True(double.IsFinite(loss));
        Assert.Equal(model.Loss(parameters, inputs, targets), loss);
        Agree("parameter", FiniteDifferences.Gradient(at => model.Loss(at, inputs, targets), parameters), parameterGradients);
        Agree("input", FiniteDifferences.Gradient(at => model.Loss(parameters, at, targets), inputs), inputGradients);
        Assert.Contains(parameterGradients, gradient => Math.Abs(gradient) > Absolute);
    }

    /// <summary>Gradients of a random linear function of the outputs.</summary>
    public static void OfOutputs(Network network, int seed, int batch = 2)
    {
        var model = new ReferenceModel(network) { Masks = MaskValues.Pattern(network) };
        (double[] parameters, double[] inputs, _) = DataPoint.DrawSmooth(model, batch, seed);
        var random = new Random(seed);
        double[] weights = [.. Enumerable.Range(0, batch * network.OutputLength * network.OutputSize).Select(_ => (2 * random.NextDouble()) - 1)];
        double Weighted(double[] outputs) => outputs.Zip(weights, (output, weight) => output * weight).Sum();
        (double[] parameterGradients, double[] inputGradients) = model.Backward(parameters, inputs, weights);

        Agree("parameter", FiniteDifferences.Gradient(at => Weighted(model.Predict(at, inputs)), parameters), parameterGradients);
        Agree("input", FiniteDifferences.Gradient(at => Weighted(model.Predict(parameters, at)), inputs), inputGradients);
        Assert.Contains(parameterGradients, gradient => Math.Abs(gradient) > Absolute);
    }

    /// <summary>Fails on the first element that is off, and says which.</summary>
    public static void Agree(string what, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double error = Math.Abs(expected[index] - actual[index]);
            Assert.True(
                error <= Absolute + (Relative * Math.Abs(expected[index])),
                FormattableString.Invariant($"{what} {index} of {expected.Length}: differences give {expected[index]:G9}, backpropagation {actual[index]:G9}."));
        }
    }
}

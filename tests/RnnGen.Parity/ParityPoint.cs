using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What both sides compute from: floats, so that neither rounds what it is given.</summary>
/// <param name="Parameters">[parameter count]</param>
/// <param name="Inputs">[batch, input length, input size]</param>
/// <param name="Targets">[batch, output length, targets per step]</param>
/// <param name="OutputGradients">Two gradients of a loss of one's own, each [batch, output length, output size].</param>
internal sealed record ParityPoint(float[] Parameters, float[] Inputs, float[] Targets, float[][] OutputGradients)
{
    /// <summary>
    /// Nearer than this to where a derivative jumps (of a rectifier, or of |y − t|), single precision may end up on the other
    /// side, and gradients rightly differ.
    /// </summary>
    private const double Nearest = 4e-6;

    public static ParityPoint Draw(ReferenceModel reference, int batch, int seed)
    {
        Network network = reference.Network;
        int widest = network.Layers.Max(layer => Math.Max(layer.InputSize, layer.OutputSize));

        // Products of n summands with inputs in ±2: neither saturated nor lost in the noise, and no recurrence that grows. An exponential of exponentials would be
        // as large as the errors of its exponent are small.
        bool exponential = network.Declaration.Layers.Any(layer => layer.Value("Activation", Activation.Tanh) == Activation.Exponential);
        double scale = Math.Min(exponential ? 0.4 : 0.8, 1.3 / Math.Sqrt(widest));
        for (int attempt = 0; attempt < 50; attempt++)
        {
            int drawn = unchecked((seed * 1009) + attempt);
            DataPoint point = DataPoint.Draw(network, batch, drawn, scale);
            float[] parameters = Singles(point.Parameters);
            float[] inputs = Singles(point.Inputs);
            float[] targets = Singles(point.Targets);
            if (reference.KinkDistance(Doubles(parameters), Doubles(inputs), Doubles(targets)) > Nearest)
            {
                var random = new Random(drawn);
                float[] Gradient() => [.. Enumerable.Range(0, batch * network.OutputLength * network.OutputSize)
                    .Select(_ => (2 * random.NextSingle()) - 1)];
                return new ParityPoint(parameters, inputs, targets, [Gradient(), Gradient()]);
            }
        }

        throw new InvalidOperationException($"Every batch of {batch} that was drawn is at a kink of {network.Declaration}.");
    }

    public static double[] Doubles(float[] values) => [.. values.Select(value => (double)value)];

    private static float[] Singles(double[] values) => [.. values.Select(value => (float)value)];
}

using RnnGen.Generator.Networks;

namespace RnnGen.Reference;

/// <summary>Parameters and a batch at which to compare two ways of computing a network.</summary>
/// <param name="Parameters">[<see cref="Network.ParameterCount"/>]</param>
/// <param name="Inputs">[batch, input length, input size], or token ids, [batch, input length]</param>
/// <param name="Targets">[batch, output length, targets per step]</param>
internal sealed record DataPoint(double[] Parameters, double[] Inputs, double[] Targets)
{
    /// <summary>
    /// Parameters uniform in ±<paramref name="scale"/>, inputs in ±2, or tokens; targets fit the loss: probabilities, classes with
    /// about one in four not counted (the first always is), or numbers in ±2. Equal seeds give equal points.
    /// </summary>
    public static DataPoint Draw(Network network, int batch, int seed, double scale = 0.8)
    {
        var random = new Random(seed);
        double[] Uniform(int count, double low, double high) =>
            [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];

        double[] parameters = Uniform(network.ParameterCount, -scale, scale);
        double[] inputs = network.Embedding is { } embedding
            ? [.. Enumerable.Range(0, batch * network.InputLength).Select(_ => (double)random.Next(embedding.VocabularySize))]
            : Uniform(batch * network.InputLength * network.InputSize, -2, 2);
        int count = batch * network.OutputLength * network.TargetsPerStep;
        double[] targets = network.Declaration.Loss switch
        {
            Loss.CrossEntropy => [.. Enumerable.Range(0, count).Select(index =>
                index > 0 && random.Next(4) == 0 ? -1.0 : random.Next(network.OutputSize))],
            Loss.BinaryCrossEntropy => Uniform(count, 0, 1),
            _ => Uniform(count, -2, 2),
        };
        return new DataPoint(parameters, inputs, targets);
    }

    /// <summary>
    /// The first of the points drawn from <paramref name="seed"/> on at which no value is within 1e-4 of a kink, so that
    /// finite differences are meaningful in every direction.
    /// </summary>
    /// <exception cref="InvalidOperationException">None of 100 points is smooth.</exception>
    public static DataPoint DrawSmooth(ReferenceModel model, int batch, int seed, double scale = 0.8)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            DataPoint point = Draw(model.Network, batch, unchecked((seed * 1009) + attempt), scale);
            if (model.KinkDistance(point.Parameters, point.Inputs, point.Targets) > 1e-4)
            {
                return point;
            }
        }

        throw new InvalidOperationException("Every point drawn is at a kink.");
    }
}

using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What the reference makes of one batch that goes on with states.</summary>
/// <param name="Initial">[batch, state size]</param>
/// <param name="OfFinal">The gradient of the states at the end, [batch, state size].</param>
/// <param name="Outputs">[batch, output length, output size]</param>
/// <param name="Final">The states at the end, [batch, state size].</param>
/// <param name="Parameters">Gradients of the parameters, from the first of the point's output gradients and <paramref name="OfFinal"/>.</param>
/// <param name="Inputs">Gradients of the inputs.</param>
/// <param name="OfInitial">Gradients of the states given, [batch, state size].</param>
internal sealed record ExpectedStates(float[] Initial, float[] OfFinal, double[] Outputs, double[] Final, double[] Parameters, double[] Inputs, double[] OfInitial)
{
    /// <summary>Null where callers of the network give no states.</summary>
    public static ExpectedStates? Compute(ReferenceModel reference, ParityPoint point, int batch)
    {
        Network network = reference.Network;
        int size = reference.Programs.Predict.Carried.Sum(state => state.State.Length);
        if (size == 0)
        {
            return null;
        }

        int given = network.InputLength * network.InputValues, inputSize = network.InputLength * network.InputSize, outputSize = network.OutputLength * network.OutputSize;
        var random = new Random(batch);
        float[] Numbers() => [.. Enumerable.Range(0, batch * size).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] initial = Numbers(), ofFinal = Numbers();
        double[] parameters = ParityPoint.Doubles(point.Parameters);
        var expected = new ExpectedStates(
            initial, ofFinal, new double[batch * outputSize], new double[batch * size], new double[parameters.Length], new double[batch * inputSize], new double[batch * size]);
        for (int sample = 0; sample < batch; sample++)
        {
            double[] Of(float[] values, int count) => ParityPoint.Doubles(values[(sample * count)..((sample + 1) * count)]);
            (double[] outputs, double[] final) = reference.Continue(parameters, Of(point.Inputs, given), Of(initial, size));
            (double[] dParameters, double[] dInputs, double[] dInitial) = reference.Backward(
                parameters, Of(point.Inputs, given), Of(initial, size), Of(point.OutputGradients[0], outputSize), Of(ofFinal, size));
            outputs.CopyTo(expected.Outputs, sample * outputSize);
            final.CopyTo(expected.Final, sample * size);
            dInputs.CopyTo(expected.Inputs, sample * inputSize);
            dInitial.CopyTo(expected.OfInitial, sample * size);
            for (int index = 0; index < dParameters.Length; index++)
            {
                expected.Parameters[index] += dParameters[index];
            }
        }

        return expected;
    }

    public static ExpectedStates? Read(BinaryReader reader) => !reader.ReadBoolean() ? null : new(
        reader.ReadValues<float>(), reader.ReadValues<float>(),
        reader.ReadValues<double>(), reader.ReadValues<double>(), reader.ReadValues<double>(), reader.ReadValues<double>(), reader.ReadValues<double>());

    public static void Write(BinaryWriter writer, ExpectedStates? states)
    {
        writer.Write(states is not null);
        if (states is not null)
        {
            writer.WriteValues<float>(states.Initial);
            writer.WriteValues<float>(states.OfFinal);
            foreach (double[] values in (double[][])[states.Outputs, states.Final, states.Parameters, states.Inputs, states.OfInitial])
            {
                writer.WriteValues<double>(values);
            }
        }
    }
}

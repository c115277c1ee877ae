using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What the reference makes of a batch that goes on with states, and the derivatives of that.</summary>
/// <param name="Initial">The states given, [batch, state size].</param>
/// <param name="OfFinal">Gradients of the states at the end; those of the outputs are the point's first.</param>
/// <param name="Outputs">[batch, output length, output size]</param>
/// <param name="Final">The states at the end, [batch, state size].</param>
/// <param name="Parameters">Gradients of the parameters.</param>
/// <param name="Inputs">Those of the inputs.</param>
/// <param name="States">Those of the states given.</param>
internal sealed record ExpectedStates(
    float[] Initial, float[] OfFinal, double[] Outputs, double[] Final, double[] Parameters, double[] Inputs, double[] States)
{
    /// <summary>Null where callers give no states.</summary>
    public static ExpectedStates? Compute(ReferenceModel reference, ParityPoint point, int batch)
    {
        int size = reference.Timeline.Carried.Sum(state => state.State.Length);
        if (size == 0)
        {
            return null;
        }

        Network network = reference.Network;
        int inputSize = network.InputLength * network.InputSize, outputSize = network.OutputLength * network.OutputSize;
        var random = new Random(batch);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
        double[] parameters = ParityPoint.Doubles(point.Parameters);
        var expected = new ExpectedStates(
            Numbers(batch * size), Numbers(batch * size),
            new double[batch * outputSize], new double[batch * size],
            new double[parameters.Length], new double[batch * inputSize], new double[batch * size]);
        for (int sample = 0; sample < batch; sample++)
        {
            double[] Of(float[] values, int count) => ParityPoint.Doubles(values[(sample * count)..((sample + 1) * count)]);
            (double[] outputs, double[] final) = reference.Continue(parameters, Of(point.Inputs, inputSize), Of(expected.Initial, size));
            (double[] ofParameters, double[] ofInputs, double[] ofStates) = reference.Backward(
                parameters, Of(point.Inputs, inputSize), Of(expected.Initial, size), Of(point.OutputGradients[0], outputSize), Of(expected.OfFinal, size));
            outputs.CopyTo(expected.Outputs, sample * outputSize);
            final.CopyTo(expected.Final, sample * size);
            ofInputs.CopyTo(expected.Inputs, sample * inputSize);
            ofStates.CopyTo(expected.States, sample * size);
            for (int index = 0; index < ofParameters.Length; index++)
            {
                expected.Parameters[index] += ofParameters[index];
            }
        }

        return expected;
    }

    public static ExpectedStates? Read(BinaryReader reader) => reader.ReadBoolean()
        ? new ExpectedStates(
            reader.ReadValues<float>(), reader.ReadValues<float>(), reader.ReadValues<double>(), reader.ReadValues<double>(),
            reader.ReadValues<double>(), reader.ReadValues<double>(), reader.ReadValues<double>())
        : null;

    public static void Write(BinaryWriter writer, ExpectedStates? states)
    {
        writer.Write(states is not null);
        if (states is not null)
        {
            writer.WriteValues<float>(states.Initial);
            writer.WriteValues<float>(states.OfFinal);
            foreach (double[] values in (double[][])[states.Outputs, states.Final, states.Parameters, states.Inputs, states.States])
            {
                writer.WriteValues<double>(values);
            }
        }
    }
}

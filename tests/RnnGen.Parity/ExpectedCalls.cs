using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What the reference makes of one batch. It does not depend on vectors, so it is computed once for all their widths.</summary>
/// <param name="Batch">Number of samples.</param>
/// <param name="Point">What both sides compute from.</param>
/// <param name="Outputs">[batch, output length, output size]</param>
/// <param name="Loss">The mean loss.</param>
/// <param name="LossGradients">Its gradients over the parameters.</param>
/// <param name="Backward">For each of the point's output gradients: gradients over the parameters and the inputs.</param>
/// <param name="States">The same for a batch that goes on with states; null where the network's callers give none.</param>
internal sealed record ExpectedCalls(
    int Batch, ParityPoint Point, double[] Outputs, double Loss, double[] LossGradients, (double[] Parameters, double[] Inputs)[] Backward, ExpectedStates? States)
{
    /// <summary>Every batch of a case, the largest first.</summary>
    public static IEnumerable<ExpectedCalls> Compute(ParityCase item, int seed)
    {
        var programs = Generator.Programs.ModelPrograms.Create(item.Model.Network());
        return item.Batches.OrderDescending().Select(batch => Compute(programs, batch, seed));
    }

    public static ExpectedCalls Read(BinaryReader reader)
    {
        int batch = reader.ReadInt32();
        var point = new ParityPoint(reader.ReadValues<float>(), reader.ReadValues<float>(), reader.ReadValues<float>(), [reader.ReadValues<float>(), reader.ReadValues<float>()]);
        return new ExpectedCalls(
            batch, point, reader.ReadValues<double>(), reader.ReadDouble(), reader.ReadValues<double>(),
            [.. point.OutputGradients.Select(_ => (reader.ReadValues<double>(), reader.ReadValues<double>()))],
            ExpectedStates.Read(reader));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Batch);
        foreach (float[] values in (float[][])[Point.Parameters, Point.Inputs, Point.Targets, .. Point.OutputGradients])
        {
            writer.WriteValues<float>(values);
        }

        writer.WriteValues<double>(Outputs);
        writer.Write(Loss);
        writer.WriteValues<double>(LossGradients);
        foreach ((double[] parameters, double[] inputs) in Backward)
        {
            writer.WriteValues<double>(parameters);
            writer.WriteValues<double>(inputs);
        }

        ExpectedStates.Write(writer, States);
    }

    private static ExpectedCalls Compute(Generator.Programs.ModelPrograms programs, int batch, int seed)
    {
        int[] lengths = ParityMasks.Lengths(programs.Network, batch);
        var reference = new ReferenceModel(programs) { Masks = ParityMasks.Of(programs.Network, lengths, drops: false) };
        var trained = new ReferenceModel(programs) { Masks = ParityMasks.Of(programs.Network, lengths, drops: true) };
        var point = ParityPoint.Draw(trained, batch, seed);
        double[] parameters = ParityPoint.Doubles(point.Parameters);
        double[] inputs = ParityPoint.Doubles(point.Inputs);
        (double loss, double[] lossGradients, _) = trained.Gradients(parameters, inputs, ParityPoint.Doubles(point.Targets));
        return new ExpectedCalls(
            batch, point, reference.Predict(parameters, inputs), loss, lossGradients,
            [.. point.OutputGradients.Select(gradient => trained.Backward(parameters, inputs, ParityPoint.Doubles(gradient)))],
            ExpectedStates.Compute(reference, point, batch));
    }
}

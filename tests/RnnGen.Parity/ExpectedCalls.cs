using System.Runtime.InteropServices;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What the reference makes of one batch. It does not depend on vectors, so it is computed once for all their widths.</summary>
/// <param name="Batch">Number of samples.</param>
/// <param name="Point">What both sides compute from.</param>
/// <param name="Outputs">[batch, output length, output size]</param>
/// <param name="Loss">The mean loss.</param>
/// <param name="LossGradients">Its gradients over the parameters.</param>
/// <param name="Backward">For each of the point's output gradients: gradients over the parameters and the inputs.</param>
internal sealed record ExpectedCalls(
    int Batch, ParityPoint Point, double[] Outputs, double Loss, double[] LossGradients, (double[] Parameters, double[] Inputs)[] Backward)
{
    /// <summary>Every batch of a case, the largest first.</summary>
    public static IEnumerable<ExpectedCalls> Compute(ParityCase item, int seed)
    {
        var reference = new ReferenceModel(item.Model.Network());
        return item.Batches.OrderDescending().Select(batch => Compute(reference, batch, seed));
    }

    public static ExpectedCalls Read(BinaryReader reader)
    {
        int batch = reader.ReadInt32();
        var point = new ParityPoint(Values<float>(reader), Values<float>(reader), Values<float>(reader), [Values<float>(reader), Values<float>(reader)]);
        return new ExpectedCalls(
            batch, point, Values<double>(reader), reader.ReadDouble(), Values<double>(reader),
            [.. point.OutputGradients.Select(_ => (Values<double>(reader), Values<double>(reader)))]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Batch);
        foreach (float[] values in (float[][])[Point.Parameters, Point.Inputs, Point.Targets, .. Point.OutputGradients])
        {
            Write<float>(writer, values);
        }

        Write<double>(writer, Outputs);
        writer.Write(Loss);
        Write<double>(writer, LossGradients);
        foreach ((double[] parameters, double[] inputs) in Backward)
        {
            Write<double>(writer, parameters);
            Write<double>(writer, inputs);
        }
    }

    private static ExpectedCalls Compute(ReferenceModel reference, int batch, int seed)
    {
        var point = ParityPoint.Draw(reference, batch, seed);
        double[] parameters = ParityPoint.Doubles(point.Parameters);
        double[] inputs = ParityPoint.Doubles(point.Inputs);
        (double loss, double[] lossGradients, _) = reference.Gradients(parameters, inputs, ParityPoint.Doubles(point.Targets));
        return new ExpectedCalls(
            batch, point, reference.Predict(parameters, inputs), loss, lossGradients,
            [.. point.OutputGradients.Select(gradient => reference.Backward(parameters, inputs, ParityPoint.Doubles(gradient)))]);
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] Values<T>(BinaryReader reader) where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}

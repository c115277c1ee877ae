using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>
/// The numbers of a work: every contender gets the same. Our models end with a <c>[Dense(1)]</c>, which a peer may compute too if that takes a noticeable part of its time.
/// For results it leaves that out: peers get as upstream gradient what the dense layer passes down, and what they give is put through the dense layer here before it is compared.
/// </summary>
internal sealed class WorkData
{
    public WorkData(Work work)
    {
        Work = work;
        var random = new Random(work.Rows + work.Steps);
        float scale = 1 / MathF.Sqrt(work.Hidden);
        int cells = work.Steps * work.Batch;
        Inputs = Uniform(cells * work.Inputs, 1);
        InputWeights = Uniform(work.Rows * work.Inputs, scale);
        RecurrentWeights = Uniform(work.Rows * work.Hidden, scale);
        InputBias = Uniform(work.Rows, scale);
        RecurrentBias = Uniform(work.Rows, scale);
        DenseWeights = Uniform(work.Hidden, scale);
        DenseBias = Uniform(1, scale)[0];
        DenseGradients = Uniform(cells, 1);
        HiddenGradients = new float[cells * work.Hidden];
        for (int cell = 0; cell < cells; cell++)
        {
            TensorPrimitives.Multiply(DenseWeights, DenseGradients[cell], HiddenGradients.AsSpan(cell * work.Hidden, work.Hidden));
        }

        float[] Uniform(int count, float bound)
        {
            var values = new float[count];
            foreach (ref float value in values.AsSpan())
            {
                value = ((2 * random.NextSingle()) - 1) * bound;
            }

            return values;
        }
    }

    public Work Work { get; }

    /// <summary>[steps, batch, inputs]</summary>
    public float[] Inputs { get; }

    /// <summary>[gates · hidden, inputs], gates in PyTorch's order, as all that follows.</summary>
    public float[] InputWeights { get; }

    /// <summary>[gates · hidden, hidden]</summary>
    public float[] RecurrentWeights { get; }

    /// <summary>[gates · hidden]</summary>
    public float[] InputBias { get; }

    /// <summary>[gates · hidden]</summary>
    public float[] RecurrentBias { get; }

    /// <summary>[hidden]</summary>
    public float[] DenseWeights { get; }

    public float DenseBias { get; }

    /// <summary>Gradients of the dense layer's outputs, [steps, batch].</summary>
    public float[] DenseGradients { get; }

    /// <summary>Gradients of the recurrent layer's outputs, [steps, batch, hidden].</summary>
    public float[] HiddenGradients { get; }

    /// <summary>What a peer reads: raw floats, in the order of the line protocol.</summary>
    public void Write(string path)
    {
        using FileStream file = File.Create(path);
        foreach (float[] tensor in new[] { Inputs, InputWeights, RecurrentWeights, InputBias, RecurrentBias, HiddenGradients, DenseWeights, new[] { DenseBias } })
        {
            file.Write(MemoryMarshal.AsBytes<float>(tensor));
        }
    }

    /// <summary>What a peer has written: the layer's outputs and, after training, its gradients.</summary>
    public LayerResult Read(string path)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path));
        int cells = Work.Steps * Work.Batch;
        var outputs = new float[cells];
        for (int cell = 0; cell < cells; cell++)
        {
            outputs[cell] = TensorPrimitives.Dot(values.Slice(cell * Work.Hidden, Work.Hidden), DenseWeights) + DenseBias;
        }

        values = values[(cells * Work.Hidden)..];
        var tensors = new List<float[]> { outputs };
        foreach (float[] shape in Work.Pass == Pass.Training ? [Inputs, InputWeights, RecurrentWeights, InputBias, RecurrentBias] : Array.Empty<float[]>())
        {
            tensors.Add(values[..shape.Length].ToArray());
            values = values[shape.Length..];
        }

        return values.IsEmpty ? new LayerResult(tensors) : throw new InvalidDataException($"{path} has {values.Length} values too many.");
    }
}

using System.Runtime.InteropServices;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>
/// The gradient of a batch, and which parameters it reaches: all of them, or, of an embedding, the rows of the batch's tokens. All that is done with it for every batch goes through
/// these, and none of it through the rest, which stays zero.
/// </summary>
internal sealed class BatchGradient<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    private readonly IRnnModel<TIn, TTarget> model;
    private readonly ITrainedModel<TIn, TTarget>? trained;
    private readonly TokenTable? tokens;
    private readonly float[] values;
    private readonly int[] lastRead;
    private ParameterRange[] ranges;
    private int count = 1;
    private int batch;

    /// <summary>The gradient of a model's batches, for now zero.</summary>
    /// <param name="model">The model.</param>
    public BatchGradient(IRnnModel<TIn, TTarget> model)
    {
        this.model = model;
        trained = model as ITrainedModel<TIn, TTarget>;
        tokens = trained?.Layout.Tokens;
        values = new float[model.Parameters.Length];
        lastRead = new int[tokens?.VocabularySize ?? 0];
        ranges = [All];
    }

    /// <summary>The gradient, laid out as the parameters.</summary>
    public Span<float> Values => values;

    /// <summary>What it reaches.</summary>
    public ReadOnlySpan<ParameterRange> Reached => ranges.AsSpan(0, count);

    /// <summary>Everything.</summary>
    public ParameterRange All => new(0, values.Length);

    /// <summary>Whether no gradient is infinite or NaN.</summary>
    public bool IsFinite => NonFinite.IsAbsentFrom(values, Reached);

    /// <summary>Computes it; gives the mean loss.</summary>
    public float Compute(TrainingBatch<TIn, TTarget> samples)
    {
        if (tokens is null && samples.IsPlain && trained?.Layout.Dropouts is not { Length: > 0 })
        {
            return model.ComputeGradients(samples.Inputs, samples.Targets, values);
        }

        foreach (ParameterRange range in Reached)
        {
            range.Of(values.AsSpan()).Clear();
        }

        if (tokens is not null)
        {
            Reach(MemoryMarshal.Cast<TIn, int>(samples.Inputs), samples.Lengths, tokens);
        }

        return trained!.AddGradients(samples, values);
    }

    /// <summary>The parameters of all other layers, and each row that is read, once.</summary>
    private void Reach(ReadOnlySpan<int> ids, ReadOnlySpan<int> lengths, TokenTable table)
    {
        int size = (values.Length - table.Offset) / table.VocabularySize;
        if (ranges.Length < ids.Length + 1)
        {
            ranges = new ParameterRange[ids.Length + 1];
        }

        ranges[0] = new(0, table.Offset);
        count = 1;
        batch++;
        int steps = trained!.Layout.InputLength;
        for (int index = 0; index < ids.Length; index++)
        {
            int id = ids[index];
            bool isThere = lengths.IsEmpty || index % steps < lengths[index / steps];
            if (isThere && lastRead[id] != batch)
            {
                lastRead[id] = batch;
                ranges[count++] = new(table.Offset + (id * size), size);
            }
        }
    }
}

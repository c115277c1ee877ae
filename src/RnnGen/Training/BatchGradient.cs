using System.Runtime.InteropServices;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>
/// The gradient of a batch, and which parameters it reaches: all of them, or, of an embedding, the rows of the batch's tokens. All that is done with it for every batch goes through
/// these, and none of it through the rest, which stays zero.
/// </summary>
/// <param name="model">The model.</param>
internal sealed class BatchGradient<TIn, TTarget>(IRnnModel<TIn, TTarget> model)
    where TIn : unmanaged
    where TTarget : unmanaged
{
    private readonly ITokenModel<TTarget>? tokens = model as ITokenModel<TTarget>;
    private readonly float[] values = new float[model.Parameters.Length];
    private readonly int[] lastRead = model is ITokenModel<TTarget> { Tokens: { } table } ? new int[table.VocabularySize] : [];
    private ParameterRange[] ranges = [new(0, model.Parameters.Length)];
    private int count = 1;
    private int batch;

    /// <summary>The gradient, laid out as the parameters.</summary>
    public Span<float> Values => values;

    /// <summary>What it reaches.</summary>
    public ReadOnlySpan<ParameterRange> Reached => ranges.AsSpan(0, count);

    /// <summary>Everything.</summary>
    public ParameterRange All => new(0, values.Length);

    /// <summary>Whether no gradient is infinite or NaN.</summary>
    public bool IsFinite => NonFinite.IsAbsentFrom(values, Reached);

    /// <summary>Computes it; gives the mean loss.</summary>
    /// <param name="inputs">Inputs of a batch.</param>
    /// <param name="targets">Its targets.</param>
    /// <param name="states">The states with which the batch goes on; those after it take their place. Empty where it begins by itself.</param>
    public float Compute(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, Span<float> states)
    {
        if (tokens is null && states.IsEmpty)
        {
            return model.ComputeGradients(inputs, targets, values);
        }

        foreach (ParameterRange range in Reached)
        {
            range.Of(values.AsSpan()).Clear();
        }

        if (tokens is not null)
        {
            Reach(MemoryMarshal.Cast<TIn, int>(inputs), tokens.Tokens!);
        }

        return states.IsEmpty
            ? tokens!.AddGradients(MemoryMarshal.Cast<TIn, int>(inputs), targets, values)
            : ((IContinuedModel<TIn, TTarget>)model).AddGradients(inputs, targets, values, states, states);
    }

    /// <summary>The parameters of all other layers, and each row that is read, once.</summary>
    private void Reach(ReadOnlySpan<int> ids, TokenTable table)
    {
        int size = (values.Length - table.Offset) / table.VocabularySize;
        if (ranges.Length < ids.Length + 1)
        {
            ranges = new ParameterRange[ids.Length + 1];
        }

        ranges[0] = new(0, table.Offset);
        count = 1;
        batch++;
        foreach (int id in ids)
        {
            if (lastRead[id] != batch)
            {
                lastRead[id] = batch;
                ranges[count++] = new(table.Offset + (id * size), size);
            }
        }
    }
}

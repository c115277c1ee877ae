using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>What a batch is computed from, moved into lanes block by block.</summary>
internal interface IInputs
{
    /// <summary>Number of samples.</summary>
    /// <exception cref="ArgumentException">They are not those of a whole number of samples, or not what the network takes.</exception>
    int Batch(NetworkLayout layout);

    /// <summary>Moves the samples of a block into lanes, flushed: inputs are the first that products read.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="first">First sample of the block.</param>
    /// <param name="samples">Samples in the block; further lanes repeat the last.</param>
    /// <param name="w">The block's memory.</param>
    void Pack<TVector>(NetworkLayout layout, int first, int samples, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>The same for one sequence, where a row is one float.</summary>
    /// <param name="layout">Where they go.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="w">The sequence's memory.</param>
    void Copy(NetworkLayout layout, int sample, ref float w);

    /// <summary>Keeps what a backward pass will ask for.</summary>
    void Keep(ModelWorkspace workspace);

    /// <summary>Adds the gradients of inputs to those of the parameters that they were looked up among.</summary>
    void AddGradients(NetworkLayout layout, ReadOnlySpan<float> inputGradients, Span<float> gradients);
}

/// <summary>Features of each step. They are pinned for the call.</summary>
/// <param name="values">The features.</param>
/// <param name="count">How many there are.</param>
/// <param name="masks">What of them counts.</param>
internal readonly unsafe struct ValueInputs(float* values, int count, SampleMasks masks) : IInputs
{
    private ReadOnlySpan<float> Values => new(values, count);

    public int Batch(NetworkLayout layout) => BatchArguments.Batch(layout, count);

    public void Pack<TVector>(NetworkLayout layout, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int perSample = layout.InputsPerSample;
        ref float rows = ref Rows.At<TVector>(ref w, layout.Inputs);
        LanePacking.Pack<TVector>(Values[(first * perSample)..], perSample, samples, perSample, ref rows);
        Rows.Flush<TVector>(ref rows, perSample);
        masks.Pack<TVector>(layout, first, samples, ref w);
    }

    public void Copy(NetworkLayout layout, int sample, ref float w)
    {
        FlushedRows.Copy(
            ref Unsafe.Add(ref MemoryMarshal.GetReference(Values), (nint)sample * layout.InputsPerSample),
            ref Unsafe.Add(ref w, layout.Inputs),
            layout.InputStride,
            layout.InputLength,
            layout.InputSize);
        masks.Copy(layout, sample, ref w);
    }

    public void Keep(ModelWorkspace workspace)
    {
    }

    public void AddGradients(NetworkLayout layout, ReadOnlySpan<float> inputGradients, Span<float> gradients)
    {
    }
}

/// <summary>A token id for each step, whose features are a row of a table. Ids and table are pinned for the call.</summary>
/// <param name="ids">The ids.</param>
/// <param name="count">How many there are.</param>
/// <param name="parameters">The model's parameters.</param>
/// <param name="masks">What of the steps counts.</param>
internal readonly unsafe struct TokenInputs(int* ids, int count, float* parameters, SampleMasks masks) : IInputs
{
    /// <summary>Stands for the token of a step that a sample does not have.</summary>
    public const int NoToken = -1;

    /// <summary>Features that are moved into lanes at a time: what is gathered for them stays in the level-1 cache.</summary>
    private const int Together = 64;

    private ReadOnlySpan<int> Ids => new(ids, count);

    public int Batch(NetworkLayout layout)
    {
        int batch = BatchArguments.Batch(layout, count);
        if (!masks.HaveLengths)
        {
            BatchArguments.RequireTokens(layout, Ids);
        }

        return batch;
    }

    [SkipLocalsInit]
    public void Pack<TVector>(NetworkLayout layout, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int size = layout.InputSize;
        Span<float> gathered = stackalloc float[TVector.Count * Together];
        for (int step = 0; step < layout.InputLength; step++)
        {
            for (int done = 0; done < size; done += Together)
            {
                int features = Math.Min(Together, size - done);
                for (int sample = 0; sample < samples; sample++)
                {
                    Span<float> part = gathered.Slice(sample * Together, features);
                    if (HasToken(layout, first + sample, step))
                    {
                        Row(layout, first + sample, step).Slice(done, features).CopyTo(part);
                    }
                    else
                    {
                        part.Clear();
                    }
                }

                LanePacking.Pack<TVector>(gathered, Together, samples, features, ref Rows.At<TVector>(ref w, layout.Inputs + (step * layout.InputStride) + done));
            }

            Rows.Flush<TVector>(ref Rows.At<TVector>(ref w, layout.Inputs + (step * layout.InputStride)), size);
        }

        masks.Pack<TVector>(layout, first, samples, ref w);
    }

    public void Copy(NetworkLayout layout, int sample, ref float w)
    {
        for (int step = 0; step < layout.InputLength; step++)
        {
            ref float features = ref Unsafe.Add(ref w, layout.Inputs + (step * layout.InputStride));
            if (HasToken(layout, sample, step))
            {
                FlushedRows.Copy(ref MemoryMarshal.GetReference(Row(layout, sample, step)), ref features, layout.InputSize);
            }
            else
            {
                MemoryMarshal.CreateSpan(ref features, layout.InputSize).Clear();
            }
        }

        masks.Copy(layout, sample, ref w);
    }

    public void Keep(ModelWorkspace workspace) => Ids.CopyTo(workspace.Tokens(count));

    public void AddGradients(NetworkLayout layout, ReadOnlySpan<float> inputGradients, Span<float> gradients) =>
        TokenGradients.Add(layout, Ids, inputGradients, gradients);

    private bool HasToken(NetworkLayout layout, int sample, int step) => ids[(sample * layout.InputLength) + step] != NoToken;

    private ReadOnlySpan<float> Row(NetworkLayout layout, int sample, int step) =>
        new(parameters + layout.Tokens!.Offset + ((nint)ids[(sample * layout.InputLength) + step] * layout.InputSize), layout.InputSize);
}

/// <summary>The gradient of a table of tokens.</summary>
internal static class TokenGradients
{
    /// <summary>
    /// Adds the gradients of what was looked up to the rows that it came from, one after the other in the order of the samples: the same bits whoever computed them.
    /// </summary>
    /// <param name="layout">The network.</param>
    /// <param name="ids">[batch, InputLength]</param>
    /// <param name="inputGradients">[batch, InputLength, InputSize]</param>
    /// <param name="gradients">One value for each parameter.</param>
    public static void Add(NetworkLayout layout, ReadOnlySpan<int> ids, ReadOnlySpan<float> inputGradients, Span<float> gradients)
    {
        TokenTable table = layout.Tokens!;
        int size = layout.InputSize;
        for (int index = 0; index < ids.Length; index++)
        {
            if (ids[index] != table.PaddingIndex && ids[index] != TokenInputs.NoToken)
            {
                Span<float> row = gradients.Slice(table.Offset + (ids[index] * size), size);
                TensorPrimitives.Add(row, inputGradients.Slice(index * size, size), row);
            }
        }
    }
}

namespace RnnGen.Runtime;

/// <summary>The memory that one call needs, in floats.</summary>
/// <param name="Members">Threads that work on the blocks of the batch, at least 1.</param>
/// <param name="Slots">Blocks that are computed at the same time; 0 where all samples go through the code for single sequences.</param>
/// <param name="Sequences">For the samples that go through the code for single sequences.</param>
/// <param name="Blocks">For the others, in blocks.</param>
/// <param name="Sums">For the parameter gradients of blocks that are summed apart.</param>
/// <param name="Summing">Members that sum parameter gradients: all of them or, where none are wanted, 0.</param>
/// <param name="Scratch">For each of these; some models need none.</param>
internal readonly record struct WorkspaceSize(int Members, int Slots, long Sequences, long Blocks, long Sums, int Summing, long Scratch)
{
    /// <summary>Kernels read whole vectors: the last value may need a few floats more.</summary>
    private const int VectorSlack = 16;

    /// <summary>Floats that blocks of several threads may take: 256 MB.</summary>
    private const long MostFloats = 64L << 20;

    /// <summary>For the tokens of a forward pass.</summary>
    public long Tokens { get; init; }

    /// <summary>For the gradients of what tokens were looked up as.</summary>
    public long InputGradients { get; init; }

    /// <summary>Bytes of all of it.</summary>
    public long Bytes => sizeof(float) * (Sequences + Blocks + Sums + (Scratch * Summing) + Tokens + InputGradients);

    /// <summary>Whether each part fits into one buffer.</summary>
    public bool Fits => Math.Max(Sequences, Math.Max(Blocks, Math.Max(Sums, InputGradients))) <= AlignedBuffer.MaxLength;

    /// <summary>What a call with a batch needs.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    /// <param name="batch">Samples, at least 1.</param>
    /// <param name="use">What the call does.</param>
    /// <param name="threads">Threads that it may have.</param>
    /// <param name="mostSlots">Blocks that it may compute at the same time.</param>
    public static WorkspaceSize Of(
        NetworkLayout layout, NetworkLayout sequenceLayout, int batch, WorkspaceUse use, int threads, int mostSlots = int.MaxValue)
    {
        int blocked = BatchChoice.Blocked(batch, sequenceLayout);
        WorkspaceSize size = blocked > 0
            ? OfBlocks(layout, blocked, use, threads, mostSlots)
            : new WorkspaceSize(Members: 1, Slots: 0, Sequences: 0, Blocks: 0, Sums: 0, Summing: 0, Scratch: 0);
        bool looksUp = layout.Tokens is not null;
        return size with
        {
            Sequences = blocked < batch ? OfSequences(sequenceLayout, batch - blocked, use) : 0,
            Tokens = looksUp && use is (WorkspaceUse.Forward or WorkspaceUse.Backward) ? (long)batch * layout.InputLength : 0,
            InputGradients = looksUp && use is (WorkspaceUse.Gradients or WorkspaceUse.Backward) ? (long)batch * layout.InputsPerSample : 0,
        };
    }

    /// <summary>
    /// What a caller's own workspace holds: every call with up to so many samples finds all it needs. Batches that end with few samples have the most of these
    /// one short of a whole vector, not at the end.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static WorkspaceSize OfAll(NetworkLayout layout, NetworkLayout sequenceLayout, int batch, int threads)
    {
        WorkspaceSize size = Of(layout, sequenceLayout, batch, WorkspaceUse.Backward, threads);
        int few = Math.Min(batch, BatchChoice.FewSamples(sequenceLayout));
        return size with { Sequences = OfSequences(sequenceLayout, few, WorkspaceUse.Backward) };
    }

    /// <summary>Floats of sequences that are computed one by one or two by two.</summary>
    public static long OfSequences(NetworkLayout layout, int samples, WorkspaceUse use)
    {
        int kept = use is WorkspaceUse.Forward or WorkspaceUse.Backward ? samples : Math.Min(samples, VectorChoice.SequencesTogether);
        return Rows(layout, kept, use) + VectorSlack;
    }

    /// <summary>Parameters, and what keeps the next block's on cache lines of their own.</summary>
    public static int PaddedParameters(NetworkLayout layout) => (layout.SummedParameters + VectorSlack - 1) / VectorSlack * VectorSlack;

    /// <summary>Sums of parameter gradients that a block has.</summary>
    public static int SumsOfBlock(NetworkLayout layout) => GradientSums.AreSeparate(layout.SummedParameters) ? 2 : 1;

    private static WorkspaceSize OfBlocks(NetworkLayout layout, int samples, WorkspaceUse use, int threads, int mostSlots)
    {
        int vectors = ((samples - 1) / VectorChoice.VectorSamples) + 1;
        int blocks = (vectors + 1) / 2;
        bool sums = use is WorkspaceUse.Gradients or WorkspaceUse.Backward;
        int members = Math.Min(BatchRunner.Members(layout, samples, trains: sums || use == WorkspaceUse.Forward, use == WorkspaceUse.Step ? 1 : Math.Max(layout.InputLength, layout.OutputLength)), threads);
        int fitting = (int)Math.Clamp(MostFloats / ((long)Distance(layout, use) * VectorChoice.BlockSamples), 1, int.MaxValue);
        int slots = Math.Min(Math.Min(blocks, members), Math.Min(fitting, mostSlots));
        int kept = use is WorkspaceUse.Forward or WorkspaceUse.Backward ? vectors : Math.Min(vectors, 2 * slots);
        // The first sum is where the caller wants it.
        bool separate = sums && vectors * SumsOfBlock(layout) > 2;
        return new WorkspaceSize(
            members,
            slots,
            Sequences: 0,
            Blocks: Rows(layout, kept, use) * VectorChoice.VectorSamples,
            Sums: separate ? (long)slots * SumsOfBlock(layout) * PaddedParameters(layout) : 0,
            Summing: sums ? members : 0,
            Scratch: ((long)layout.ScratchRows * VectorChoice.VectorSamples) + layout.ScratchFloats);
    }

    /// <summary>Rows from one vector of samples to the next: as many as training needs, but where a prediction has code of its own.</summary>
    private static int Distance(NetworkLayout layout, WorkspaceUse use) =>
        use == WorkspaceUse.Step ? layout.Streams!.Rows : use == WorkspaceUse.Predict && layout.Prediction is { } prediction ? prediction.Rows : layout.Rows;

    /// <summary>Rows of several samples or vectors of samples, which lie one behind the other; the last one ends where its use does.</summary>
    private static long Rows(NetworkLayout layout, int count, WorkspaceUse use) =>
        ((long)(count - 1) * Distance(layout, use)) + use switch { WorkspaceUse.Predict => layout.PredictionRows, WorkspaceUse.Step => layout.Streams!.Rows, _ => layout.Rows };
}

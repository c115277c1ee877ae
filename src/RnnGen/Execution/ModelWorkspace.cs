using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// All scratch memory of a model's calls. One thread may use it at a time, else calls throw an <see cref="InvalidOperationException"/>;
/// the model itself holds no state, so threads that each have a workspace may share a model.
/// </summary>
public abstract class ModelWorkspace
{
    /// <summary>Kernels read whole vectors: the last value may need a few floats more.</summary>
    private const int VectorSlack = 16;

    /// <summary>Floats that blocks of several threads may take: 256 MB.</summary>
    private const long MostFloats = 64L << 20;

    private readonly NetworkLayout layout;
    private readonly NetworkLayout sequenceLayout;
    private AlignedBuffer? sequence;
    private AlignedBuffer? blocks;
    private AlignedBuffer[] scratch = [];
    private AlignedBuffer? sums;

    /// <summary>Which forward pass a backward pass can follow.</summary>
    internal ForwardRecord Forward;

    /// <summary>1 while a call uses the memory, see <see cref="SoleUse"/>.</summary>
    internal int InUse;

    /// <summary>Allocates the memory.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    /// <param name="maxBatch">The most samples a call may have, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or the workspace would exceed 2³¹ floats.</exception>
    protected ModelWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout, int maxBatch)
        : this(maxBatch, layout, sequenceLayout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        sequence = AllocateSequences(Math.Min(maxBatch, BatchChoice.FewSamples(sequenceLayout)));
        long floats = Floats(((maxBatch - 1) / LaneChoice.BlockSamples) + 1);
        if (floats > AlignedBuffer.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxBatch), maxBatch, $"A workspace for {maxBatch} samples needs {floats} floats; at most {AlignedBuffer.MaxLength} fit. Use smaller batches.");
        }

        blocks = new AlignedBuffer((int)floats);
        Prepare(training: true);
    }

    /// <summary>A workspace that grows at its first use for training, and holds no more blocks than its calls compute at the same time.</summary>
    internal ModelWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout)
        : this(int.MaxValue, layout, sequenceLayout)
    {
    }

    private ModelWorkspace(int maxBatch, NetworkLayout layout, NetworkLayout sequenceLayout)
    {
        // What all calls have in common is made here, so that no call has to.
        UnitReduction.Prepare();
        Team.Prepare();
        this.layout = layout;
        this.sequenceLayout = sequenceLayout;
        MaxBatch = maxBatch;
    }

    /// <summary>The most samples a call may have.</summary>
    public int MaxBatch { get; }

    /// <summary>Threads that may use the memory at the same time.</summary>
    internal int Threads { get; private set; }

    /// <summary>Blocks that may be computed at the same time.</summary>
    internal int Slots { get; private set; }

    /// <summary>Allocates what calls need, whatever their batch size.</summary>
    /// <param name="training">Whether parameter gradients are wanted.</param>
    internal void Prepare(bool training)
    {
        int threads = Parallelism.MaxThreads;
        if (threads == Threads && (!training || scratch.Length >= threads))
        {
            // As nearly every call finds it; what follows takes as long as a step of a small network.
            return;
        }

        sequence ??= AllocateSequences(2);
        Threads = threads;
        Slots = (int)Math.Min(Math.Clamp(MostFloats / Floats(1), 1, Threads), ((MaxBatch - 1) / LaneChoice.BlockSamples) + 1);
        if (blocks is null || blocks.Length < Floats(Slots))
        {
            blocks = new AlignedBuffer(checked((int)Floats(Slots)));
        }

        if (training && MaxBatch > SumSamples && (sums is null || sums.Length < (long)Slots * SumsOfBlock * PaddedParameters))
        {
            sums = new AlignedBuffer(checked(Slots * SumsOfBlock * PaddedParameters));
        }

        // One scratch memory for each thread that sums gradients.
        for (int member = scratch.Length; training && member < Threads; member++)
        {
            scratch = [.. scratch, new AlignedBuffer((layout.ScratchRows * LaneChoice.VectorSamples) + layout.ScratchFloats)];
        }
    }

    /// <summary>A copy of what calls have left in the memory of sequences and blocks, for tests.</summary>
    internal float[] Memory => [.. sequence is null ? default : sequence.Span, .. blocks is null ? default : blocks.Span];

    /// <summary>The parameter gradients of a block, or of one of its vectors, apart from others.</summary>
    /// <param name="slot">The block's number among those that are computed at the same time.</param>
    /// <param name="half">Which vector; 0 for both together.</param>
    internal ref float Sum(int slot, int half) => ref Unsafe.Add(ref sums!.Origin, (nint)((slot * SumsOfBlock) + half) * PaddedParameters);

    /// <summary>Scratch memory of one thread for parameter gradients.</summary>
    internal ref float Scratch(int member) => ref scratch[member].Origin;

    /// <summary>Memory for sequence <paramref name="sample"/> of few; the thread's own workspace has room for the two that go together.</summary>
    internal ref float ForSequence(int sample = 0) => ref Unsafe.Add(ref sequence!.Origin, (nint)sample * sequenceLayout.Rows);

    /// <summary>Memory of a block.</summary>
    internal ref float Block(int block) => ref Unsafe.Add(ref blocks!.Origin, (nint)Floats(block));

    /// <summary>Parameters, and what keeps the next block's on cache lines of their own.</summary>
    private int PaddedParameters => (layout.ParameterCount + VectorSlack - 1) / VectorSlack * VectorSlack;

    /// <summary>Sums of parameter gradients that a block has.</summary>
    private int SumsOfBlock => GradientSums.AreApart(layout.ParameterCount) ? 2 : 1;

    /// <summary>Samples of the first sum, which needs no memory of its own.</summary>
    private int SumSamples => LaneChoice.BlockSamples / SumsOfBlock;

    private long Floats(int count) => (long)count * layout.Rows * LaneChoice.BlockSamples;

    private AlignedBuffer AllocateSequences(int count) => new((count * sequenceLayout.Rows) + VectorSlack);
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>
/// All scratch memory of a model's calls. One thread may use it at a time, else calls throw an <see cref="InvalidOperationException"/>;
/// the model itself holds no state, so threads that each have a workspace may share a model.
/// </summary>
public abstract class ModelWorkspace
{
    private readonly NetworkLayout layout;
    private readonly NetworkLayout sequenceLayout;
    private (int Batch, WorkspaceUse Use, int Threads) reserved;
    private int mostSlots = int.MaxValue;
    private AlignedBuffer? sequences;
    private AlignedBuffer? blocks;
    private AlignedBuffer? sums;
    private AlignedBuffer[] scratch = [];
    private AlignedBuffer? tokens;
    private AlignedBuffer? inputGradients;

    /// <summary>Which forward pass a backward pass can follow.</summary>
    internal ForwardRecord Forward;

    /// <summary>1 while a call uses the memory, see <see cref="SoleUse"/>.</summary>
    internal int InUse;

    /// <summary>Allocates the memory.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    /// <param name="maxBatch">The most samples a call may have, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or the workspace would exceed 2³¹ floats.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory; the message says how much it would be.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ModelWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout, int maxBatch)
        : this(maxBatch, layout, sequenceLayout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        WorkspaceSize size = WorkspaceSize.OfAll(layout, sequenceLayout, maxBatch, Parallelism.MaxThreads);
        if (!size.Fits)
        {
            throw new ArgumentOutOfRangeException(nameof(maxBatch), maxBatch, WorkspaceErrors.Describe(layout, sequenceLayout, maxBatch, size, use: null));
        }

        Allocate(size, maxBatch, use: null);
    }

    /// <summary>A workspace that holds what its calls have needed so far.</summary>
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

    /// <summary>
    /// What calls with this workspace drop, where the model has dropout. With a seed, <c>ComputeGradients</c> and <c>Forward</c> drop what follows from it, the same values in every call: set
    /// another one before each step. With null, <c>Forward</c> drops nothing, and <c>ComputeGradients</c> draws anew whenever parameters have been changed. Predictions and losses without
    /// gradients drop nothing.
    /// </summary>
    /// <value>Any number; null by default.</value>
    public long? DropoutSeed { get; set; }

    /// <summary>Bytes of memory that the workspace holds now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Threads that work on the blocks of the batch for which memory has been reserved last.</summary>
    internal int Members { get; private set; }

    /// <summary>Blocks of that batch that may be computed at the same time.</summary>
    internal int Slots { get; private set; }

    /// <summary>Makes room for a call. Nothing is allocated where a call before needed as much.</summary>
    /// <param name="batch">Samples of the call.</param>
    /// <param name="use">What it does.</param>
    /// <exception cref="InsufficientMemoryException">There is not so much memory.</exception>
    internal void Reserve(int batch, WorkspaceUse use)
    {
        int threads = Parallelism.MaxThreads;
        if (reserved != (batch, use, threads))
        {
            // Nearly every call is like the one before, and what follows takes as long as a step of a small network.
            Reserve(batch, use, threads);
        }
    }

    /// <summary>A copy of what calls have left in the memory of sequences and blocks, for tests.</summary>
    internal float[] Memory => [.. sequences is null ? default : sequences.Span, .. blocks is null ? default : blocks.Span];

    /// <summary>The parameter gradients of a block, or of one of its vectors, apart from others.</summary>
    /// <param name="slot">The block's number among those that are computed at the same time.</param>
    /// <param name="half">Which vector; 0 for both together.</param>
    internal ref float Sum(int slot, int half) =>
        ref Unsafe.Add(ref sums!.Origin, (nint)((slot * WorkspaceSize.SumsOfBlock(layout)) + half) * WorkspaceSize.PaddedParameters(layout));

    /// <summary>Scratch memory of one thread for parameter gradients.</summary>
    internal ref float Scratch(int member) => ref scratch[member].Origin;

    /// <summary>The tokens of a forward pass, for the backward pass through it.</summary>
    internal Span<int> Tokens(int count) => MemoryMarshal.Cast<float, int>(tokens!.Span)[..count];

    /// <summary>The gradients of what tokens were looked up as.</summary>
    internal Span<float> InputGradients(int count) => inputGradients!.Span[..count];

    /// <summary>Memory for sequence <paramref name="sample"/> of few; where no backward pass follows there is room for those that go together.</summary>
    internal ref float ForSequence(int sample = 0) => ref Unsafe.Add(ref sequences!.Origin, (nint)sample * sequenceLayout.Rows);

    /// <summary>Memory of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rows">Rows from one vector of samples to the next.</param>
    internal ref float Block(int block, int rows) => ref Unsafe.Add(ref blocks!.Origin, (nint)block * rows * VectorChoice.BlockSamples);

    private static long Length(AlignedBuffer? buffer) => buffer?.Length ?? 0;

    private void Reserve(int batch, WorkspaceUse use, int threads)
    {
        reserved = default;
        WorkspaceSize size = WorkspaceSize.Of(layout, sequenceLayout, batch, use, threads, mostSlots);
        try
        {
            Allocate(size, batch, use);
        }
        catch (InsufficientMemoryException) when (size.Slots > 1 && use is not (WorkspaceUse.Forward or WorkspaceUse.Backward))
        {
            // Block after block takes less memory, and results have the same bits. To try again each time would cost a garbage collection.
            mostSlots = 1;
            Allocate(WorkspaceSize.Of(layout, sequenceLayout, batch, use, threads, mostSlots), batch, use);
        }

        reserved = (batch, use, threads);
    }

    /// <summary>Allocates what is missing. Larger memory takes the place of smaller; there need not be room for both.</summary>
    private void Allocate(WorkspaceSize size, int batch, WorkspaceUse? use)
    {
        try
        {
            Grow(ref sequences, size.Sequences);
            Grow(ref blocks, size.Blocks);
            Grow(ref sums, size.Sums);
            Grow(ref tokens, size.Tokens);
            Grow(ref inputGradients, size.InputGradients);
            for (int member = scratch.Length; member < size.Summing; member++)
            {
                // One scratch memory for each thread that sums gradients.
                scratch = [.. scratch, new AlignedBuffer(checked((int)size.Scratch))];
            }
        }
        catch (Exception exception) when (exception is OutOfMemoryException or OverflowException)
        {
            throw new InsufficientMemoryException(WorkspaceErrors.Describe(layout, sequenceLayout, batch, size, use), exception);
        }
        finally
        {
            Bytes = sizeof(float) * (Length(sequences) + Length(blocks) + Length(sums) + Length(tokens) + Length(inputGradients) + (scratch.Length > 0 ? scratch.Length * Length(scratch[0]) : 0));
        }

        (Members, Slots) = (size.Members, size.Slots);
    }

    private static void Grow(ref AlignedBuffer? buffer, long floats)
    {
        if (Length(buffer) < floats)
        {
            buffer = null;
            buffer = new AlignedBuffer(checked((int)floats));
        }
    }
}

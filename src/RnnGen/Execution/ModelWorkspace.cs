using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// All scratch memory of a model's calls. One thread may use it at a time; the model itself holds no state, so threads that
/// each have a workspace may share a model.
/// </summary>
public abstract class ModelWorkspace
{
    /// <summary>Kernels read whole vectors: the last value may need a few floats more.</summary>
    private const int VectorSlack = 16;

    private readonly NetworkLayout layout;
    private readonly NetworkLayout sequenceLayout;
    private AlignedBuffer? sequence;
    private AlignedBuffer? prediction;
    private AlignedBuffer? training;
    private AlignedBuffer? scratch;

    /// <summary>Allocates the memory.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    /// <param name="maxBatch">The most samples a call may have, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or the workspace would exceed 2³¹ floats.</exception>
    protected ModelWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout, int maxBatch)
        : this(maxBatch, layout, sequenceLayout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        sequence = AllocateSequences(Math.Min(maxBatch, BatchChoice.FewSamples));
        training = Allocate(layout.Rows, maxBatch);
        scratch = AllocateScratch();
    }

    /// <summary>A workspace that grows at its first use for training, and whose calls take one block after the other.</summary>
    internal ModelWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout)
        : this(int.MaxValue, layout, sequenceLayout)
    {
    }

    private ModelWorkspace(int maxBatch, NetworkLayout layout, NetworkLayout sequenceLayout)
    {
        // Constants that kernels use are made here, so that no call has to.
        UnitReduction.Prepare();
        this.layout = layout;
        this.sequenceLayout = sequenceLayout;
        MaxBatch = maxBatch;
    }

    /// <summary>The most samples a call may have.</summary>
    public int MaxBatch { get; }

    /// <summary>Samples of the last forward pass that a backward pass can follow; 0 where there is none.</summary>
    internal int ForwardBatch { get; set; }

    /// <summary>Allocates what predictions need, whatever their batch size.</summary>
    internal void PrepareForPrediction()
    {
        sequence ??= AllocateSequences(1);
        if (training is null)
        {
            prediction ??= Allocate(layout.PredictionRows, 1);
        }
    }

    /// <summary>Allocates what training needs, whatever its batch size.</summary>
    internal void PrepareForTraining()
    {
        sequence ??= AllocateSequences(1);
        training ??= Allocate(layout.Rows, 1);
        scratch ??= AllocateScratch();
        prediction = null;
    }

    /// <summary>Scratch memory of the parameter gradients.</summary>
    internal ref float Scratch => ref scratch!.Origin;

    /// <summary>Memory for sequence <paramref name="sample"/> of few; the thread's own workspace has room for one.</summary>
    internal ref float ForSequence(int sample = 0) => ref Unsafe.Add(ref sequence!.Origin, (nint)sample * sequenceLayout.Rows);

    /// <summary>Memory of a block that a prediction may use.</summary>
    internal ref float ForPrediction() => ref (training ?? prediction!).Origin;

    /// <summary>Memory of block <paramref name="block"/>, with room for everything.</summary>
    internal ref float ForTraining(int block = 0) => ref Unsafe.Add(ref training!.Origin, (nint)block * layout.Rows * LaneChoice.BlockSamples);

    private static int Blocks(int maxBatch)
    {
        return ((maxBatch - 1) / LaneChoice.BlockSamples) + 1;
    }

    private AlignedBuffer AllocateSequences(int count) => new((count * sequenceLayout.Rows) + VectorSlack);

    private AlignedBuffer AllocateScratch() => new((layout.ScratchRows * LaneChoice.BlockSamples) + layout.ScratchFloats);

    private static AlignedBuffer Allocate(int rows, int maxBatch)
    {
        long floats = (long)Blocks(maxBatch) * rows * LaneChoice.BlockSamples;
        return floats < Array.MaxLength
            ? new AlignedBuffer((int)floats)
            : throw new ArgumentOutOfRangeException(
                nameof(maxBatch), maxBatch, $"A workspace for {maxBatch} samples needs {floats} floats; at most {Array.MaxLength} fit. Use smaller batches.");
    }
}

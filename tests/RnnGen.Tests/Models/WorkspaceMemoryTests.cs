using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>The memory of calls follows their batches, and no thread has any of its own.</summary>
[Collection(nameof(Parallelism))]
public sealed class WorkspaceMemoryTests
{
    /// <summary>Objects around the memory itself.</summary>
    private const long Overhead = 16 * 1024;

    [Fact]
    public void One_sequence_takes_the_memory_of_one_sequence()
    {
        var model = new LongSequence();
        float[] inputs = new float[1000], outputs = new float[1], gradients = new float[LongSequence.ParameterCount];
        long one = OneSequence(LongSequence.Summary);

        // A prediction goes through the sequence in stretches, which share their memory.
        Assert.InRange(Allocated(() => model.Predict(inputs, outputs)), one / 16, one / 4);
        Assert.InRange(Allocated(() => model.ComputeGradients(inputs, outputs, gradients)), one, one + Overhead);
        Assert.InRange(Allocated(() => model.ComputeLoss(inputs, outputs)), 0, Overhead);
        Assert.Equal(4_229_120, one);
    }

    [Fact]
    public void A_workspace_for_one_sequence_takes_what_the_summary_says()
    {
        AssertSays(LongSequence.Summary, () => new LongSequence.Workspace(1));
        AssertSays(Tagger.Summary, () => new Tagger.Workspace(1));
        AssertSays(Wide.Summary, () => new Wide.Workspace(1));

        static void AssertSays(string summary, Func<ModelWorkspace> create)
        {
            ModelWorkspace? workspace = null;
            long allocated = Allocated(() => workspace = create());
            long one = OneSequence(summary);
            Assert.InRange(workspace!.Bytes, one, one + 64);
            Assert.InRange(allocated, one, one + Overhead);
        }
    }

    [Fact]
    public void Threads_share_what_is_there()
    {
        var model = new SharedSequence();
        long one = OneSequence(SharedSequence.Summary), all = 0;
        for (int wave = 0; wave < 4; wave++)
        {
            using var together = new Barrier(8);
            Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                float[] inputs = new float[500], outputs = new float[1];
                together.SignalAndWait();
                Interlocked.Add(ref all, Allocated(() => model.Predict(inputs, outputs)));
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
        }

        Assert.InRange(all, one / 2, 8 * (one + Overhead));
    }

    [Fact]
    public void One_sequence_after_a_batch_takes_the_memory_of_one_and_a_batch_that_of_its_blocks()
    {
        var model = new MixedBatches();
        int threads = Parallelism.MaxThreads;
        long one = OneSequence(MixedBatches.Summary), block = VectorChoice.BlockSamples * EachOfBatch(MixedBatches.Summary);
        float[] inputs = new float[256 * 400], outputs = new float[256];
        try
        {
            Parallelism.MaxThreads = 1;
            Predict(1, one);
            // A vector of samples, a block of two, and many blocks one after the other in the same memory.
            Predict(VectorChoice.VectorSamples, block / 2);
            Predict(VectorChoice.BlockSamples, block);
            Predict(256, 0);
            Parallelism.MaxThreads = 2;
            Predict(256, 2 * block);
            Predict(1, 0);
            Predict(VectorChoice.BlockSamples, 0);
            Predict(256, 0);
        }
        finally
        {
            Parallelism.MaxThreads = threads;
        }

        void Predict(int batch, long most)
        {
            long allocated = Allocated(() => model.Predict(inputs.AsSpan(0, batch * 400), outputs.AsSpan(0, batch)));
            Assert.InRange(allocated, most / 2, most + Overhead);
        }
    }

    /// <summary>What only training needs is not there when a sequence is predicted, so prediction may neither write nor read it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(37)]
    public void Prediction_leaves_alone_what_only_training_needs(int batch)
    {
        Check(new Forecaster(1).Predict, new Forecaster(1).Predict, new Forecaster.Workspace(batch), 24, 1);
        Check(new Tagger(1).Predict, new Tagger(1).Predict, new Tagger.Workspace(batch), 21, 28);
        Check(new Detector(1).Predict, new Detector(1).Predict, new Detector.Workspace(batch), 10, 6);
        Check(new Composer(1).Predict, new Composer(1).Predict, new Composer.Workspace(batch), 2, 12);
        Check(new Wide(1).Predict, new Wide(1).Predict, new Wide.Workspace(batch), 360, 180);

        void Check<TWorkspace>(Call predict, CallWith<TWorkspace> predictWith, TWorkspace workspace, int inputsPerSample, int outputsPerSample)
            where TWorkspace : ModelWorkspace
        {
            float[] inputs = Batches.Numbers(batch * inputsPerSample, 1);
            float[] expected = new float[batch * outputsPerSample], outputs = new float[expected.Length];
            predict(inputs, expected);
            Memory memory = new(workspace);
            memory.Poison();
            predictWith(inputs, outputs, workspace);
            Assert.Equal(expected, outputs);
            Assert.True(memory.IsPoisoned);
        }
    }

    private delegate void Call(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate void CallWith<TWorkspace>(ReadOnlySpan<float> inputs, Span<float> outputs, TWorkspace workspace);

    /// <summary>Bytes of one sequence: the last line's last figure but one.</summary>
    private static long OneSequence(string summary) => LastFigures(summary)[^2];

    private static long EachOfBatch(string summary) => LastFigures(summary)[^1];

    private static long[] LastFigures(string summary) =>
        [.. summary.Split('\n')[^1].Split("  ", StringSplitOptions.RemoveEmptyEntries)[2..].Select(figure => long.Parse(figure, NumberStyles.Number, CultureInfo.InvariantCulture))];

    private static long Allocated(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>The rows of a workspace that only training needs, of every sequence and every vector of samples.</summary>
    private sealed class Memory(ModelWorkspace workspace)
    {
        private static readonly float Poisonous = BitConverter.Int32BitsToSingle(0x7fc0dead); // a NaN of its own

        public void Poison() => ForAll(rows => rows.Fill(Poisonous));

        public bool IsPoisoned
        {
            get
            {
                bool all = true;
                ForAll(rows => all &= MemoryMarshal.Cast<float, int>(rows).IndexOfAnyExcept(BitConverter.SingleToInt32Bits(Poisonous)) < 0);
                return all;
            }
        }

        private delegate void Use(Span<float> rows);

        private void ForAll(Use use)
        {
            ForAll("sequences", "sequenceLayout", 1, use);
            ForAll("blocks", "layout", VectorChoice.VectorSamples, use);
        }

        private void ForAll(string buffer, string layout, int samples, Use use)
        {
            var sizes = (NetworkLayout)Field(layout)!;
            Span<float> memory = Field(buffer) is AlignedBuffer floats ? floats.Span : default;
            for (int first = 0; first + (sizes.Rows * samples) <= memory.Length; first += sizes.Rows * samples)
            {
                use(memory.Slice(first + (sizes.PredictionRows * samples), (sizes.Rows - sizes.PredictionRows) * samples));
            }
        }

        private object? Field(string name) => typeof(ModelWorkspace).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(workspace);
    }
}

using System.Collections.Concurrent;
using RnnGen.Runtime;

namespace RnnGen.Tests.Execution;

/// <summary>Who computes which samples, seen by a network that does nothing but write that down.</summary>
[Collection(nameof(Parallelism))]
public sealed class SharedBlocksTests : IDisposable
{
    private static readonly ConcurrentQueue<(int Thread, int Lanes)> Parts = [];

    private readonly int threads = Parallelism.MaxThreads;

    private static int Block => VectorChoice.BlockSamples;

    public void Dispose() => Parallelism.MaxThreads = threads;

    [Fact]
    public void Two_threads_take_a_block_each_and_share_the_last_one() => Check(threads: 2, batch: 3 * Block, blocks: 2, halves: 2);

    [Fact]
    public void A_block_that_fills_one_vector_or_less_is_computed_on_one() => Check(threads: 2, batch: (2 * Block) + (Block / 2), blocks: 2, halves: 1);

    [Fact]
    public void Four_threads_share_two_blocks() => Check(threads: 4, batch: 2 * Block, blocks: 0, halves: 4);

    [Fact]
    public void One_thread_takes_one_block_after_the_other() => Check(threads: 1, batch: (2 * Block) + (Block / 2), blocks: 2, halves: 1);

    private static void Check(int threads, int batch, int blocks, int halves)
    {
        Parallelism.MaxThreads = threads;
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            Parts.Clear();
            NetworkExecutor<Notebook, Notebook>.ComputeGradients(
                new ParameterBuffer(Notebook.Layout.ParameterCount, Notebook.Layout.ParameterCount, static _ => { }),
                new float[batch], new float[batch], new float[Notebook.Layout.ParameterCount], workspace: null);
            if (Parts.Select(part => part.Thread).Distinct().Count() == threads)
            {
                break;
            }

            Thread.Sleep(1); // another test has the workers
        }

        Assert.Equal(threads, Parts.Select(part => part.Thread).Distinct().Count());
        Assert.Equal(blocks, Parts.Count(part => part.Lanes == Block));
        Assert.Equal(halves, Parts.Count(part => part.Lanes == Block / 2));
    }

    /// <summary>Has enough parameters for several threads to be worth it, and one number in and out.</summary>
    private readonly struct Notebook : IUnrolledNetwork
    {
        public static NetworkLayout Layout { get; } = new()
        {
            InputLength = 1,
            InputSize = 1,
            OutputLength = 1,
            OutputSize = 1,
            TargetSize = 1,
            ParameterCount = 1_000_000,
            LanesUsed = 100,
            Inputs = 0,
            InputStride = 1,
            Outputs = new(0, 1),
            OutputGradients = new(1, 1),
            Targets = 2,
            TargetStride = 1,
            Losses = new(3, 1),
            LossWeights = new(4, 1),
            StateGradients = 5,
            StateGradientRows = 0,
            InputGradients = 5,
            Rows = 6,
            ScratchRows = 0,
            ScratchFloats = 0,
        };

        public static int Rows => 6;

        public static int Segments => 1;

        public static void Forward<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
            Parts.Enqueue((Environment.CurrentManagedThreadId, TVector.Count));
            Thread.Sleep(1); // so that no thread takes all
        }

        public static void Activate<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void Loss<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void LossGradient<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void ActivationGradient<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void Backward<TVector>(int segment, ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void InputGradients<TVector>(int segment, ref float p, ref float w) where TVector : struct, IVector<TVector>
        {
        }

        public static void ParameterGradients<TVector>(int segment, RowShare share, ref float w, ref float scratch, ref float gradients)
            where TVector : struct, IVector<TVector>
        {
        }
    }
}

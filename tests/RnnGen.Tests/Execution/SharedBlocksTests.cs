using System.Collections.Concurrent;
using RnnGen.Execution;
using RnnGen.Numerics;

namespace RnnGen.Tests.Execution;

/// <summary>Who computes which samples, seen by a network that does nothing but write that down.</summary>
[Collection(nameof(Parallelism))]
public sealed class SharedBlocksTests : IDisposable
{
    private static readonly ConcurrentQueue<(int Thread, int Lanes, int Pitch)> Parts = [];

    private readonly int threads = Parallelism.MaxThreads;

    private static int Block => LaneChoice.BlockSamples;

    public void Dispose() => Parallelism.MaxThreads = threads;

    [Fact]
    public void Two_threads_share_the_last_block()
    {
        Parallelism.MaxThreads = 2;
        Assert.Equal([(Block, 2), (Block / 2, 2)], Shares(3 * Block));
    }

    [Fact]
    public void A_block_that_fills_one_vector_or_less_is_computed_on_one()
    {
        Parallelism.MaxThreads = 2;
        Assert.Equal([(Block, 2), (Block / 2, 1)], Shares((2 * Block) + (Block / 2)));
    }

    [Fact]
    public void Four_threads_share_two_blocks()
    {
        Parallelism.MaxThreads = 4;
        Assert.Equal([(Block / 2, 4)], Shares(2 * Block));
    }

    [Fact]
    public void One_thread_shares_nothing()
    {
        Parallelism.MaxThreads = 1;
        Assert.Equal([(Block, 1), (Block, 1), (Block, 1)], Shares(3 * Block));
    }

    /// <summary>Lanes of the parts that were computed at the same time, and how many threads did.</summary>
    private static (int Lanes, int Threads)[] Shares(int batch)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            Parts.Clear();
            NetworkExecutor<Notebook, Notebook>.ComputeGradients(
                new ParameterBuffer(Notebook.Layout.ParameterCount, Notebook.Layout.ParameterCount, static _ => { }),
                new float[batch], new float[batch], new float[Notebook.Layout.ParameterCount], workspace: null);
            Assert.All(Parts, part => Assert.Equal(Block, part.Pitch));
            if (Parallelism.MaxThreads == 1 || Parts.Select(part => part.Thread).Distinct().Count() > 1)
            {
                break;
            }

            Thread.Sleep(1); // another test has the workers
        }

        var waves = new List<(int Lanes, int Threads)>();
        var members = new HashSet<int>();
        foreach ((int thread, int lanes, _) in Parts)
        {
            if (waves.Count == 0 || waves[^1].Lanes != lanes || !members.Add(thread))
            {
                members = [thread];
                waves.Add((lanes, 1));
            }
            else
            {
                waves[^1] = (lanes, members.Count);
            }
        }

        return [.. waves];
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
            Inputs = 0,
            InputStride = 1,
            Outputs = new(0, 1),
            OutputGradients = new(1, 1),
            Targets = 2,
            TargetStride = 1,
            Losses = new(3, 1),
            LossWeights = new(4, 1),
            InputGradients = 5,
            PredictionRows = 1,
            Rows = 6,
            ScratchRows = 0,
            ScratchFloats = 0,
        };

        public static void Forward<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
            Parts.Enqueue((Environment.CurrentManagedThreadId, TLanes.Count, TLanes.Pitch));
            Thread.Sleep(5); // so that parts of one wave are noted before the next one's
        }

        public static void Activate<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void Loss<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void LossGradient<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void ActivationGradient<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void Backward<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void InputGradients<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>
        {
        }

        public static void ParameterGradients<TLanes>(RowShare share, ref float w, ref float scratch, ref float gradients)
            where TLanes : struct, ILanes<TLanes>
        {
        }
    }
}

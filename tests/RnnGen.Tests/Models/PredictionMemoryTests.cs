using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>A prediction keeps of earlier steps what later ones read, and no more: budgets for networks of different kinds.</summary>
[Collection(nameof(Parallelism))]
public sealed class PredictionMemoryTests
{
    private const int Samples = 32;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Megabytes that 32 samples take at most in prediction, and at least in training: what prediction would take if it kept every step.</summary>
    public static TheoryData<string, double, double> Budgets => new()
    {
        { nameof(DeepSequence), 100, 900 },
        { nameof(LongFilter), 5, 100 },
        { nameof(LongTagger), 15, 90 },
        { nameof(LongComposer), 5, 60 },
        { nameof(ShortSequence), 3, 3 },
    };

    [Theory]
    [MemberData(nameof(Budgets))]
    public void Predictions_stay_within_their_budget(string name, double most, double training)
    {
        int threads = Parallelism.MaxThreads;
        try
        {
            Parallelism.MaxThreads = 1;
            (IRnnModel<float, float> model, Func<ModelWorkspace> create) = name switch
            {
                nameof(DeepSequence) => ((IRnnModel<float, float>)new DeepSequence(1), (Func<ModelWorkspace>)(() => new DeepSequence.Workspace(Samples))),
                nameof(LongFilter) => (new LongFilter(1), () => new LongFilter.Workspace(Samples)),
                nameof(LongTagger) => (new LongTagger(1), () => new LongTagger.Workspace(Samples)),
                nameof(LongComposer) => (new LongComposer(1), () => new LongComposer.Workspace(Samples)),
                _ => (new ShortSequence(1), () => new ShortSequence.Workspace(Samples)),
            };
            float[] inputs = Batches.Numbers(Samples * model.InputsPerSample, 1), outputs = new float[Samples * model.OutputsPerSample];

            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Predict(inputs, outputs);
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.All(outputs, static output => Assert.True(float.IsFinite(output)));
            Assert.InRange(taken / Megabyte, 0, most);
            Assert.InRange(create().Bytes / Megabyte, training, double.MaxValue);
        }
        finally
        {
            Parallelism.MaxThreads = threads;
        }
    }
}

/// <summary>Two large layers over a long sequence.</summary>
[RnnModel(1000, 64)]
[Lstm(512)]
[Lstm(512)]
[Dense(10)]
internal sealed partial class DeepSequence;

/// <summary>A value at the end of a very long sequence.</summary>
[RnnModel(2000, 1)]
[Gru(64)]
[Gru(64)]
[Dense(1)]
internal sealed partial class LongFilter;

/// <summary>Values at every step.</summary>
[RnnModel(1000, 16, Topology = Topology.ManyToMany)]
[Lstm(128)]
[Dense(10)]
internal sealed partial class LongTagger;

/// <summary>One input, many outputs.</summary>
[RnnModel(600, 32, Topology = Topology.OneToMany)]
[SimpleRnn(256)]
[SimpleRnn(128)]
[Dense(8)]
internal sealed partial class LongComposer;

/// <summary>A network that keeps every step, because it needs little memory.</summary>
[RnnModel(50, 1)]
[Lstm(20)]
[Lstm(20)]
[Dense(1)]
internal sealed partial class ShortSequence;

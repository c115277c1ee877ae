using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

/// <summary>Tests that set the number of threads run one after the other.</summary>
[Collection(nameof(Parallelism))]
public sealed class ParallelismTests : IDisposable
{
    /// <summary>Halves of blocks, blocks, and both, at every width.</summary>
    private static readonly int[] BatchSizes = [5, 8, 9, 16, 17, 24, 31, 32, 33, 48, 49, 64, 65, 100, 131];

    private readonly int threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = threads;

    [Fact]
    public void There_is_a_thread_for_every_processor_and_never_less_than_one()
    {
        Assert.Equal(Environment.ProcessorCount, threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => Parallelism.MaxThreads = 0);
        Parallelism.MaxThreads = 7;
        Assert.Equal(7, Parallelism.MaxThreads);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Results_have_the_bits_that_one_thread_gives(int count)
    {
        var model = new Wide(3);
        foreach (int batch in BatchSizes)
        {
            Parallelism.MaxThreads = 1;
            float[][] alone = Compute(model, batch);
            Parallelism.MaxThreads = count;
            float[][] together = Compute(model, batch);
            for (int result = 0; result < alone.Length; result++)
            {
                Assert.Equal(alone[result], together[result]);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Gradients_of_many_parameters_have_the_bits_that_one_thread_gives(int count)
    {
        var model = new ManyParameters(3);
        foreach (int batch in BatchSizes)
        {
            float[] inputs = Batches.Numbers(batch * 120, 1);
            float[] targets = Batches.Numbers(batch * 60, 2);
            float[] alone = new float[ManyParameters.ParameterCount], together = new float[ManyParameters.ParameterCount];
            Parallelism.MaxThreads = 1;
            float loss = model.ComputeGradients(inputs, targets, alone);
            Parallelism.MaxThreads = count;
            Assert.Equal(loss, model.ComputeGradients(inputs, targets, together));
            Assert.Equal(alone, together);
        }
    }

    /// <summary>A block's two vectors have one sum here; alone, each has its own.</summary>
    [Fact]
    public void Gradients_of_many_parameters_are_the_mean_of_what_each_half_of_a_block_gives()
    {
        int half = VectorChoice.VectorSamples;
        var model = new ManyParameters(3);
        float[] inputs = Batches.Numbers(2 * half * 120, 1), targets = Batches.Numbers(2 * half * 60, 2);
        float[] all = new float[ManyParameters.ParameterCount], first = new float[ManyParameters.ParameterCount], second = new float[ManyParameters.ParameterCount];
        model.ComputeGradients(inputs, targets, all);
        model.ComputeGradients(inputs.AsSpan(0, half * 120), targets.AsSpan(0, half * 60), first);
        model.ComputeGradients(inputs.AsSpan(half * 120), targets.AsSpan(half * 60), second);

        float largest = all.Max(MathF.Abs);
        Assert.True(largest > 0);
        Assert.All(all.Select((gradient, index) => gradient - ((first[index] + second[index]) / 2)), difference => Assert.InRange(difference, -1e-5f * largest, 1e-5f * largest));
    }

    [Fact]
    public void Models_of_both_kinds_are_tested()
    {
        Assert.True(GradientSums.AreSeparate(Wide.ParameterCount));
        Assert.False(GradientSums.AreSeparate(ManyParameters.ParameterCount));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Training_ends_with_the_parameters_that_one_thread_gives(int count)
    {
        Assert.Equal(Train(1), Train(count));

        float[] Train(int members)
        {
            Parallelism.MaxThreads = members;
            var model = new Wide(3);
            model.Fit(
                Batches.Numbers(150 * 360, 1),
                Batches.Numbers(150 * 180, 2),
                new FitOptions { Epochs = 3, BatchSize = 40, Seed = 4, ValidationSplit = 0.2 });
            return model.Parameters.ToArray();
        }
    }

    [Fact]
    public void Callers_on_several_threads_share_the_workers()
    {
        Parallelism.MaxThreads = 2;
        var model = new Wide(3);
        float[][] expected = Compute(model, 64);
        using var together = new Barrier(4);
        var results = new List<float[][]>[4];
        Thread[] callers = [.. results.Select((_, index) => new Thread(() =>
        {
            together.SignalAndWait();
            results[index] = [.. Enumerable.Range(0, 10).Select(_ => Compute(model, 64))];
        }))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.All(results.SelectMany(result => result), result => Assert.Equal(expected, result));
    }

    /// <summary>Everything a model computes from a batch.</summary>
    private static float[][] Compute(Wide model, int batch)
    {
        float[] inputs = Batches.Numbers(batch * 360, 1);
        float[] targets = Batches.Numbers(batch * 180, 2);
        float[] predicted = new float[batch * 180];
        float[] gradients = new float[Wide.ParameterCount];
        model.Predict(inputs, predicted);
        float loss = model.ComputeGradients(inputs, targets, gradients);

        var workspace = new Wide.Workspace(batch);
        float[] outputs = new float[predicted.Length];
        float[] parameterGradients = new float[gradients.Length];
        float[] inputGradients = new float[inputs.Length];
        model.Forward(inputs, outputs, workspace);
        model.Backward(targets, parameterGradients, inputGradients, workspace);
        model.Backward(targets, parameterGradients, default, workspace, accumulate: true);
        return [predicted, gradients, [loss], outputs, parameterGradients, inputGradients];
    }
}

using RnnGen.Runtime;

namespace RnnGen.Tests.Models;

[RnnModel(5, 3, Topology = Topology.ManyToMany)]
[Lstm(40, Dropout = 0.3, RecurrentDropout = 0.3)]
[Dropout(0.5)]
[Dense(2)]
internal sealed partial class Dropped;

[RnnModel(5, 3, Topology = Topology.ManyToMany)]
[Lstm(40)]
[Dense(2)]
internal sealed partial class Undropped;

/// <summary>When values are dropped and which; that gradients are right the parity runs and PyTorch show.</summary>
[Collection(nameof(Parallelism))]
public sealed class DropoutTests : IDisposable
{
    private readonly int threads = Parallelism.MaxThreads;

    public void Dispose() => Parallelism.MaxThreads = threads;

    [Fact]
    public void Outside_training_nothing_is_dropped()
    {
        var dropped = new Dropped(1);
        var plain = new Undropped(2);
        using (ParameterEdit edit = plain.EditParameters())
        {
            dropped.Parameters.CopyTo(edit.Values);
        }

        float[] inputs = Batches.Numbers(37 * 15, 1), targets = Batches.Numbers(37 * 10, 2);
        Assert.Equal(plain.Predict(inputs), dropped.Predict(inputs));
        Assert.Equal(plain.ComputeLoss(inputs, targets), dropped.ComputeLoss(inputs, targets));
        Assert.Equal(plain.Evaluate(inputs, targets).Loss, dropped.Evaluate(inputs, targets).Loss);
        float[] output = new float[2], expected = new float[2];
        plain.Step(inputs.AsSpan(0, 3), expected, new Undropped.State());
        dropped.Step(inputs.AsSpan(0, 3), output, new Dropped.State());
        Assert.Equal(expected, output);
        float[] outputs = new float[37 * 10];
        dropped.Forward(inputs, outputs, new Dropped.Workspace(37));
        Assert.Equal(plain.Predict(inputs), outputs);
    }

    [Fact]
    public void A_seed_drops_the_same_values_with_any_number_of_threads()
    {
        var model = new Dropped(1);
        float[] inputs = Batches.Numbers(85 * 15, 1), targets = Batches.Numbers(85 * 10, 2);
        (float Loss, float[] Gradients) With(long seed, int members)
        {
            Parallelism.MaxThreads = members;
            float[] gradients = new float[Dropped.ParameterCount];
            return (model.ComputeGradients(inputs, targets, gradients, new Dropped.Workspace(85) { DropoutSeed = seed }), gradients);
        }

        (float Loss, float[] Gradients) first = With(7, members: 1);
        foreach (int members in (int[])[1, 2, 3])
        {
            (float loss, float[] gradients) = With(7, members);
            Assert.Equal(first.Loss, loss);
            Assert.Equal(first.Gradients, gradients);
        }

        Assert.NotEqual(first.Loss, With(8, members: 1).Loss);
    }

    [Fact]
    public void Every_step_of_a_loop_of_ones_own_drops_others()
    {
        var model = new Dropped(1);
        float[] inputs = Batches.Numbers(15, 1), targets = Batches.Numbers(10, 2), gradients = new float[Dropped.ParameterCount];
        float before = model.ComputeGradients(inputs, targets, gradients);
        Assert.Equal(before, model.ComputeGradients(inputs, targets, gradients));
        model.EditParameters().Dispose();
        Assert.NotEqual(before, model.ComputeGradients(inputs, targets, gradients));
    }

    [Fact]
    public void Training_is_reproducible_by_its_seed_and_drops_anew_for_each_batch()
    {
        float[] inputs = Batches.Numbers(40 * 15, 1), targets = Batches.Numbers(40 * 10, 2);
        FitOptions Options(int seed) => new() { Epochs = 2, BatchSize = 16, Shuffle = false, Seed = seed, Optimizer = new Adam(0.01) };
        Dropped one = new(1), same = new(1), other = new(1);
        FitHistory history = one.Fit(inputs, targets, Options(3));
        same.Fit(inputs, targets, Options(3));
        other.Fit(inputs, targets, Options(4));
        Assert.Equal(one.Parameters.ToArray(), same.Parameters.ToArray());
        Assert.NotEqual(one.Parameters.ToArray(), other.Parameters.ToArray());
        Assert.All(history.Losses, static loss => Assert.True(float.IsFinite(loss)));
    }

    [Fact]
    public void A_second_call_allocates_nothing()
    {
        var model = new Dropped(1);
        float[] inputs = Batches.Numbers(3 * 15, 1), targets = Batches.Numbers(3 * 10, 2), gradients = new float[Dropped.ParameterCount];
        model.ComputeGradients(inputs, targets, gradients);
        model.ComputeGradients(inputs, targets, gradients);
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.ComputeGradients(inputs, targets, gradients);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>The part that is dropped is the rate, what is left is scaled to the same mean, and neighbours do not go together.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Masks_keep_the_mean(double rate)
    {
        const int Steps = 50, Length = 40, Samples = 50;
        var mask = new DropoutMask(99, 1, new DropoutRows(default, Steps, Length, rate));
        int dropped = 0, both = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int step = 0; step < Steps; step++)
            {
                for (int unit = 0; unit < Length; unit++)
                {
                    float factor = mask.Of(sample, step, unit);
                    Assert.True(factor == 0 || factor == (float)(1 / (1 - rate)));
                    dropped += factor == 0 ? 1 : 0;
                    both += factor == 0 && mask.Of(sample, step, (unit + 1) % Length) == 0 ? 1 : 0;
                }
            }
        }

        // Five standard deviations of a sum of independent ones.
        const double Count = Steps * Length * Samples;
        Assert.Equal(rate, dropped / Count, 5 * Math.Sqrt(rate * (1 - rate) / Count));
        Assert.Equal(rate * rate, both / Count, 7 * Math.Sqrt(rate * rate / Count));
        var nothing = new DropoutMask(null, 1, new DropoutRows(default, Steps, Length, rate));
        Assert.Equal(1, nothing.Of(3, 4, 5));
    }
}

namespace RnnGen.Tests.Models;

public sealed class LearningTests
{
    [Fact]
    public void A_forecaster_learns_the_next_value_of_a_wave()
    {
        (float[] inputs, float[] targets) = Waves(64);
        var model = new Forecaster(1);
        float before = model.ComputeLoss(inputs, targets);
        FitHistory history = model.Fit(inputs, targets, Options(30));
        float after = model.ComputeLoss(inputs, targets);
        Assert.True(after < before / 10, $"The loss went from {before} to {after}.");
        Assert.Equal(30, history.Losses.Count);
        Assert.True(history.Losses[^1] < history.Losses[0] / 10);
    }

    [Fact]
    public void A_tagger_learns_which_feature_was_largest_one_step_ago()
    {
        const int Samples = 64;
        float[] inputs = Batches.Numbers(Samples * 21, 1);
        int[] targets = new int[Samples * 7];
        for (int step = 0; step < targets.Length; step++)
        {
            float[] previous = step % 7 == 0 ? [] : inputs[((step - 1) * 3)..(step * 3)];
            targets[step] = step % 7 == 0 ? -1 : Array.IndexOf(previous, previous.Max());
        }

        var model = new Tagger(1);
        float before = model.ComputeLoss(inputs, targets);
        model.Fit(inputs, targets, Options(60));
        float after = model.ComputeLoss(inputs, targets);
        Assert.True(after < before / 3, $"The loss went from {before} to {after}.");
    }

    [Fact]
    public void Training_with_the_same_seeds_gives_the_same_bits()
    {
        (float[] inputs, float[] targets) = Waves(40);
        var first = new Forecaster(1);
        var second = new Forecaster(1);
        FitHistory firstHistory = first.Fit(inputs, targets, Options(3));
        FitHistory secondHistory = second.Fit(inputs, targets, Options(3));
        Assert.Equal(firstHistory.Losses, secondHistory.Losses);
        Assert.True(first.Parameters.SequenceEqual(second.Parameters));
        Assert.False(first.Parameters.SequenceEqual(new Forecaster(1).Parameters));
    }

    private static FitOptions Options(int epochs) =>
        new() { Epochs = epochs, BatchSize = 16, Optimizer = new Adam(0.01f), Seed = 3 };

    /// <summary>Sine and cosine of one frequency and any phase; the target is the next value of the sine.</summary>
    private static (float[] Inputs, float[] Targets) Waves(int samples)
    {
        var random = new Random(1);
        float[] inputs = new float[samples * 24];
        float[] targets = new float[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            double phase = random.NextDouble() * 2 * Math.PI;
            for (int step = 0; step < 12; step++)
            {
                inputs[(sample * 24) + (2 * step)] = (float)Math.Sin(phase + (0.4 * step));
                inputs[(sample * 24) + (2 * step) + 1] = (float)Math.Cos(phase + (0.4 * step));
            }

            targets[sample] = (float)Math.Sin(phase + (0.4 * 12));
        }

        return (inputs, targets);
    }
}

using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

/// <summary>Training on targets of which some do not count.</summary>
public class MaskedTrainingTests
{
    private const int Samples = 13;

    private readonly float[] inputs = Batches.Numbers(Samples * 21, 1);
    private readonly int[] targets = Batches.Classes(Samples * 7, 4, 2);

    public MaskedTrainingTests()
    {
        // Samples that count for little, and some for nothing.
        targets.AsSpan(0, 6).Fill(-1);
        targets.AsSpan(3 * 7, 7).Fill(-1);
        targets.AsSpan(8 * 7, 2 * 7).Fill(-1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(100)]
    public void Losses_do_not_depend_on_how_batches_are_cut(int batchSize)
    {
        var model = new Tagger(3);
        float expected = model.ComputeLoss(inputs, targets);
        FitProgress last = default;
        List<FitProgress> ends = [];
        FitHistory history = model.Fit(inputs, targets, new FitOptions
        {
            Epochs = 1,
            BatchSize = batchSize,
            Optimizer = new Sgd(0),
            Progress = new SynchronousProgress(progress =>
            {
                if (progress.EpochCompleted)
                {
                    ends.Add(progress);
                }
                else
                {
                    last = progress;
                }
            }),
        }, validation: (inputs, targets));

        Assert.Equal(expected, history.Losses[0], 1e-5f);
        Assert.Equal(expected, history.ValidationLosses[0], 1e-5f);
        Assert.Equal(expected, last.Loss, 1e-5f);
        Assert.Equal((history.Losses[0], (float?)history.ValidationLosses[0]), (Assert.Single(ends).Loss, ends[0].ValidationLoss));
    }

    [Fact]
    public void A_split_is_measured_over_the_targets_that_count()
    {
        var model = new Tagger(3);
        FitHistory history = model.Fit(
            inputs, targets, new FitOptions { Epochs = 1, BatchSize = 2, Optimizer = new Sgd(0), ValidationSplit = 0.5 });
        Assert.Equal(model.ComputeLoss(inputs.AsSpan(..(6 * 21)), targets.AsSpan(..(6 * 7))), history.Losses[0], 1e-5f);
        Assert.Equal(model.ComputeLoss(inputs.AsSpan(6 * 21), targets.AsSpan(6 * 7)), history.ValidationLosses[0], 1e-5f);
    }

    [Fact]
    public void A_batch_of_which_nothing_counts_is_no_step()
    {
        float[] Train(float[] inputs, int[] targets, Optimizer optimizer)
        {
            var model = new Tagger(3);
            List<float> losses = [];
            model.Fit(inputs, targets, new FitOptions
            {
                Epochs = 1,
                BatchSize = 1,
                Shuffle = false,
                Optimizer = optimizer,
                Progress = new SynchronousProgress(progress => losses.Add(progress.Loss)),
            });
            Assert.All(losses, loss => Assert.True(float.IsFinite(loss)));
            return model.Parameters.ToArray();
        }

        int[] counted = [.. Enumerable.Range(0, Samples).Where(sample => targets.AsSpan(sample * 7, 7).ContainsAnyExcept(-1))];
        Assert.Equal(Samples - 3, counted.Length);
        float[] spoilt = [.. inputs];
        spoilt.AsSpan(3 * 21, 21).Fill(float.NaN);
        spoilt.AsSpan(8 * 21, 2 * 21).Fill(float.PositiveInfinity);
        AdamW optimizer = new(0.01f);
        Assert.Equal(
            Train(
                [.. counted.SelectMany(sample => inputs.AsSpan(sample * 21, 21).ToArray())],
                [.. counted.SelectMany(sample => targets.AsSpan(sample * 7, 7).ToArray())],
                new AdamW(0.01f)),
            Train(spoilt, targets, optimizer));
        Assert.Equal(counted.Length, optimizer.Steps);
    }

    [Fact]
    public void Nothing_that_counts_nowhere_is_an_error()
    {
        int[] none = [.. Enumerable.Repeat(-1, targets.Length)];
        var error = Assert.Throws<ArgumentException>("targets", () => new Tagger(3).Fit(inputs, none));
        Assert.Contains("None of the training targets counts", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>("validation", () => new Tagger(3).Fit(inputs, targets, validation: (inputs, none)));
        Assert.Contains("None of the validation targets counts", error.Message, StringComparison.Ordinal);

        int[] firstHalf = [.. targets[..(7 * 7)], .. none[(7 * 7)..]];
        error = Assert.Throws<ArgumentException>("targets", () => new Tagger(3).Fit(
            inputs, firstHalf, new FitOptions { ValidationSplit = 0.4 }));
        Assert.Contains("None of the validation targets counts", error.Message, StringComparison.Ordinal);
    }
}

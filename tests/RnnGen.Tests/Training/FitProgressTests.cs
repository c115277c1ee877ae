using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class FitProgressTests
{
    [Fact]
    public void Every_batch_and_every_end_of_an_epoch_is_reported()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        List<FitProgress> reports = [];
        List<float> batchLosses = [];
        LinearModel model = new() { Spoil = (int call, ref float loss, Span<float> gradients) => batchLosses.Add(loss) };
        FitOptions options = new() { Epochs = 2, BatchSize = 4, Progress = new SynchronousProgress(reports.Add) };
        FitHistory history = Trainer.Fit(model, inputs, targets, options, (inputs, targets));

        Assert.Equal(
            [(1, 1, false), (1, 2, false), (1, 3, false), (1, 3, true), (2, 1, false), (2, 2, false), (2, 3, false), (2, 3, true)],
            reports.Select(report => (report.Epoch, report.Batch, report.EpochCompleted)));
        Assert.All(reports, report => Assert.Equal((2, 3, report.EpochCompleted), (report.Epochs, report.Batches, report.ValidationLoss is not null)));
        Assert.Equal(batchLosses[0], reports[0].Loss, 1e-6f);
        Assert.Equal((batchLosses[0] + batchLosses[1]) / 2, reports[1].Loss, 1e-5f);
        Assert.Equal(((4 * batchLosses[0]) + (4 * batchLosses[1]) + (2 * batchLosses[2])) / 10, reports[2].Loss, 1e-5f);
        Assert.Equal(history.Losses, [reports[3].Loss, reports[7].Loss]);
    }

    [Fact]
    public void The_remaining_time_is_estimated_from_the_time_so_far()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        ManualClock clock = new();
        List<FitProgress> reports = [];
        LinearModel model = new() { Seen = _ => clock.Now += TimeSpan.FromSeconds(3) };
        FitHistory history = Trainer.Fit(
            model, inputs, default, targets, new FitOptions { Epochs = 2, BatchSize = 2, Progress = new SynchronousProgress(reports.Add) }, validation: null, clock);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(27)), (reports[0].Elapsed, reports[0].EstimatedRemaining));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.Zero), (reports[^1].Elapsed, reports[^1].EstimatedRemaining));
        Assert.Equal([TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15)], history.Epochs.Select(epoch => epoch.Duration));
    }
}

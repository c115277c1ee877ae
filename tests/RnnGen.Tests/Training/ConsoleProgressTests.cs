using System.Globalization;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class ConsoleProgressTests
{
    [Fact]
    public void A_terminal_shows_a_bar_that_grows_in_place()
    {
        ManualClock clock = new();
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ConsoleProgress line = new(output, width: 100, clock);
        line.Report(At(epoch: 3, batch: 9, batches: 219, loss: 0.0123f, remaining: 75));
        clock.Now += TimeSpan.FromSeconds(1);
        line.Report(At(epoch: 3, batch: 120, batches: 219, loss: 0.0123f, remaining: 3));
        line.Report(At(epoch: 3, batch: 219, batches: 219, loss: 0.01f, completed: true, validation: 0.25f, elapsed: 3700));
        Assert.Equal(
            "\rEpoch 3/20    9/219 [>.......................]  loss 0.0123  ETA 1m15s"
            + "\rEpoch 3/20  120/219 [=============>..........]  loss 0.0123  ETA 3s   "
            + "\rEpoch 3/20  219/219 [========================]  loss 0.01  val_loss 0.25  1h01m\n",
            output.ToString());
    }

    [Fact]
    public void The_line_is_redrawn_ten_times_a_second_at_most()
    {
        ManualClock clock = new();
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ConsoleProgress line = new(output, width: 80, clock);
        for (int batch = 1; batch <= 1000; batch++)
        {
            clock.Now += TimeSpan.FromMilliseconds(1);
            line.Report(At(epoch: 1, batch, batches: 1000, loss: 1));
        }

        Assert.Equal(10, output.ToString().Count(c => c == '\r'));
    }

    [Fact]
    public void A_shorter_line_wipes_out_the_longer_one_before()
    {
        ManualClock clock = new();
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ConsoleProgress line = new(output, width: 80, clock);
        line.Report(At(epoch: 1, batch: 1, batches: 2, loss: 0.001234f));
        clock.Now += TimeSpan.FromSeconds(1);
        line.Report(At(epoch: 1, batch: 2, batches: 2, loss: 1));
        string[] drawn = output.ToString().Split('\r');
        Assert.Equal(drawn[1].Length, drawn[2].Length);
        Assert.EndsWith("ETA 0s       ", drawn[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(45)]
    [InlineData(20)]
    [InlineData(1)]
    public void A_narrow_terminal_never_gets_a_line_that_would_wrap(int width)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ConsoleProgress line = new(output, width, new ManualClock());
        line.Report(At(epoch: 3, batch: 120, batches: 219, loss: 0.0123f, remaining: 3));
        line.Report(At(epoch: 3, batch: 219, batches: 219, loss: 0.0123f, completed: true, validation: 0.5f));
        Assert.All(output.ToString().Split('\r', '\n'), text => Assert.InRange(text.Length, 0, Math.Max(1, width - 1)));
    }

    [Fact]
    public void Where_the_bar_does_not_fit_the_figures_stay()
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ConsoleProgress line = new(output, width: 50, new ManualClock());
        line.Report(At(epoch: 3, batch: 120, batches: 219, loss: 0.0123f, remaining: 3));
        Assert.Equal("\rEpoch 3/20  120/219  loss 0.0123  ETA 3s", output.ToString());
    }

    [Fact]
    public void Redirected_output_gets_one_plain_line_for_each_epoch()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ManualClock clock = new() { Tick = TimeSpan.FromMilliseconds(1) };
        FitHistory history = Trainer.Fit(
            new LinearModel(), inputs, default, targets,
            new FitOptions { Epochs = 2, BatchSize = 4, ValidationSplit = 0.3, Progress = new ConsoleProgress(output, width: null, clock) },
            validation: null, clock);
        // The clock ticks at every reading; from the second epoch on there is one more between two lines.
        string Expected(int epoch, int milliseconds) => string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {epoch}/2  2/2  loss {history.Losses[epoch - 1]:G4}  val_loss {history.ValidationLosses[epoch - 1]:G4}  {milliseconds}ms\n");
        Assert.Equal(Expected(1, 4) + Expected(2, 5), output.ToString());
    }

    [Fact]
    public void One_progress_serves_one_training_after_the_other()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ManualClock clock = new() { Tick = TimeSpan.FromMilliseconds(1) };
        FitOptions options = new() { Epochs = 3, BatchSize = 5, Progress = new ConsoleProgress(output, width: null, clock) };
        Trainer.Fit(new LinearModel(), inputs, default, targets, options, validation: null, clock);
        string first = output.ToString();
        output.GetStringBuilder().Clear();
        Trainer.Fit(new LinearModel(), inputs, default, targets, options, validation: null, clock);
        Assert.Equal(3, first.Count(c => c == '\n'));
        Assert.Equal(first, output.ToString());
    }

    [Fact]
    public void Any_text_gets_one_line_for_each_epoch_and_stays_open()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Trainer.Fit(new LinearModel(), inputs, targets, new FitOptions { Epochs = 2, BatchSize = 4, Progress = new ConsoleProgress(output) });
        output.Write("end");
        string[] lines = [.. output.ToString().Split('\n').Where(line => !line.StartsWith("This ", StringComparison.Ordinal))]; // advice about the build
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Epoch 1/2  3/3  loss ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Epoch 2/2  3/3  loss ", lines[1], StringComparison.Ordinal);
        Assert.Equal("end", lines[2]);
    }

    [Fact]
    public void Figures_are_invariant_under_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "\u2212", NumberDecimalSeparator = "," } };
            using StringWriter output = new(CultureInfo.InvariantCulture);
            new ConsoleProgress(output, width: null, new ManualClock()).Report(At(epoch: 1, batch: 1, batches: 1, loss: -0.5f, completed: true));
            Assert.Equal("Epoch 1/20  1/1  loss -0.5  0ms\n", output.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_interrupted_line_is_ended_before_the_error_shows()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        ManualClock clock = new() { Tick = TimeSpan.FromSeconds(1) };
        LinearModel model = new() { Spoil = (int call, ref float loss, Span<float> gradients) => loss = call == 2 ? float.NaN : loss };
        Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(
            model, inputs, default, targets, new FitOptions { Epochs = 1, BatchSize = 4, Progress = new ConsoleProgress(output, 80, clock) }, validation: null, clock));
        Assert.StartsWith("\rEpoch 1/1  1/3 [========>", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("s\n", output.ToString(), StringComparison.Ordinal);
    }

    private static FitProgress At(
        int epoch, int batch, int batches, float loss, bool completed = false, float? validation = null, double elapsed = 0, double remaining = 0) =>
        new(epoch, 20, batch, batches, loss, validation, completed, TimeSpan.FromSeconds(elapsed), TimeSpan.FromSeconds(remaining));
}

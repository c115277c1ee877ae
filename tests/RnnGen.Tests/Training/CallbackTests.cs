using RnnGen.Tests.Goldens;
using RnnGen.Tests.Models;
using RnnGen.Tests.Storage;

namespace RnnGen.Tests.Training;

public sealed class CallbackTests
{
    private const int Epochs = 6;

    private static readonly float[] Inputs = LinearSamples.Create(40).Inputs, Targets = LinearSamples.Create(40).Targets;

    public static TheoryData<string> Schedules => [.. MetricGoldens.Names("schedules")];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedules_are_those_of_PyTorch(string name)
    {
        LearningRateSchedule schedule = name switch
        {
            "steps" => LearningRateSchedule.Steps(2, 0.3),
            "exponential" => LearningRateSchedule.Exponential(0.7),
            "cosine" => LearningRateSchedule.Cosine(0.1),
            _ => LearningRateSchedule.OneCycle(),
        };
        double[] expected = MetricGoldens.Numbers("schedules", name);
        double[] rates = Rates(schedule);
        Assert.Equal(expected.Length, rates.Length);
        Assert.All(expected.Zip(rates), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void A_schedule_warms_up_and_may_be_ones_own()
    {
        double[] rates = Rates(LearningRateSchedule.Of(static step => step.Epoch == 1 ? 1 : 0.5).WithWarmUp(4));
        Assert.Equal([0.025, 0.05, 0.075, 0.1, 0.1, 0.05, 0.05], rates[..7], static (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(rising: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Steps(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1.5));
    }

    [Fact]
    public void The_rate_falls_on_a_plateau_as_PyTorchs_does()
    {
        double[] losses = MetricGoldens.Numbers("plateau", "losses");
        var rates = new List<double>();
        var watched = new Scripted(losses);
        Fit(losses.Length, [watched], new ReduceOnPlateau { Monitor = "scripted", Factor = 0.5, Patience = 1, MinDelta = 0.1, MinRate = 0.01 }, new Watcher { Epoch = training => rates.Add(training.LearningRate) });
        Assert.All(MetricGoldens.Numbers("plateau", "rates").Zip(rates), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.Equal(losses.Length, rates.Count);
    }

    [Fact]
    public void Training_stops_early_and_gives_back_the_best_parameters()
    {
        var parameters = new List<float[]>();
        var stopping = new EarlyStopping { Monitor = "scripted", Patience = 3 };
        var watcher = new Watcher { Epoch = training => parameters.Add(training.Parameters.ToArray()) };
        (LinearModel model, FitHistory history) = Fit(20, [new Scripted(5, 3, 4, 3, 2, 2, 3, 4, 1)], stopping, watcher);
        Assert.Equal((8, 5, 2.0, true), (history.Epochs.Count, stopping.BestEpoch, stopping.BestValue, stopping.HasStopped));
        Assert.Equal(parameters[4], model.Parameters.ToArray());
        Assert.NotEqual(parameters[7], parameters[4]);

        parameters.Clear();
        var kept = new EarlyStopping { Monitor = "scripted", Patience = 1, RestoreBest = false };
        (model, history) = Fit(20, [new Scripted(5, 6, 1)], kept, watcher);
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal(parameters[1], model.Parameters.ToArray());

        var enough = new EarlyStopping { Monitor = "scripted", MinDelta = 0.5 };
        Fit(3, [new Scripted(5, 4.6, 4.4)], enough);
        Assert.Equal((3, 4.4, false), (enough.BestEpoch, enough.BestValue, enough.HasStopped));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = 0 });
    }

    [Fact]
    public void The_best_model_is_in_the_file()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new BestModelCheckpoint(folder["best.safetensors"]) { Monitor = "scripted" };
        var parameters = new List<float[]>();
        Fit(4, [new Scripted(5, 3, 4, 4)], checkpoint, new Watcher { Epoch = training => parameters.Add(training.Parameters.ToArray()) });
        Assert.Equal((2, 3.0), (checkpoint.BestEpoch, checkpoint.BestValue));
        var loaded = new LinearModel();
        ModelStorage.LoadParameters(loaded, folder["best.safetensors"]);
        Assert.Equal(parameters[1], loaded.Parameters.ToArray());
    }

    [Fact]
    public void A_log_has_a_line_for_each_epoch()
    {
        using var folder = new TemporaryFolder();
        var text = new StringWriter();
        (_, FitHistory history) = Fit(2, [new Scripted(5, 3)], new CsvLog(text), new CsvLog(folder["log.csv"]));
        string[] lines = File.ReadAllLines(folder["log.csv"]);
        Assert.Equal(lines, text.ToString().TrimEnd('\n').Split('\n'));
        Assert.Equal("epoch,loss,val_loss,scripted,learning_rate,seconds", lines[0]);
        Assert.Equal(3, lines.Length);
        string[] cells = lines[2].Split(',');
        Assert.Equal(("2", "3", "0.1"), (cells[0], cells[3], cells[4]));
        Assert.Equal(history.Epochs[1].Loss, float.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_not_measured_cannot_be_watched()
    {
        var watcher = new Watcher();
        var error = Assert.Throws<ArgumentException>(() => Fit(2, [new Scripted(1)], watcher, new EarlyStopping { Monitor = "accuracy" }, new Watcher()));
        Assert.Contains("called 'accuracy'. There are: loss, val_loss, scripted.", error.Message, StringComparison.Ordinal);
        Assert.Equal("begin end", watcher.Calls);
    }

    [Fact]
    public void Callbacks_see_every_batch_and_epoch_and_may_stop_between()
    {
        var watcher = new Watcher();
        Fit(2, [], watcher);
        Assert.Equal("begin batch batch batch batch batch epoch batch batch batch batch batch epoch end", watcher.Calls);

        var stopping = new Watcher();
        stopping.Batch = training =>
        {
            Assert.Equal((1, 2, 5, 10L), (training.Epoch, training.Epochs, training.Batches, training.Steps));
            if (training.Step == 3)
            {
                training.Stop();
            }
        };
        (_, FitHistory history) = Fit(2, [], stopping);
        Assert.Equal("begin batch batch batch epoch end", stopping.Calls);
        Assert.Single(history.Epochs);

        var failing = new Watcher { Batch = static _ => throw new TimeoutException() };
        Assert.Throws<TimeoutException>(() => Fit(2, [], failing));
        Assert.Equal("begin batch end", failing.Calls);
    }

    private static double[] Rates(LearningRateSchedule schedule)
    {
        var rates = new List<double>();
        Fit(Epochs, [], new Watcher { Begin = training => rates.Add(training.LearningRate) }, schedule, new Watcher
        {
            Batch = training => rates.Add(training.LearningRate),
        });
        return [.. rates.Skip(1).Prepend(FirstRate(schedule)).Take(Epochs * 5)];
    }

    /// <summary>The rate of the first batch, which is set when training begins.</summary>
    private static double FirstRate(LearningRateSchedule schedule)
    {
        double rate = 0;
        Fit(Epochs, [], schedule, new Watcher { Begin = training => rate = training.LearningRate });
        return rate;
    }

    /// <summary>Five batches of six or seven samples, and eight samples for validation.</summary>
    private static (LinearModel Model, FitHistory History) Fit(int epochs, Metric[] metrics, params IFitCallback[] callbacks)
    {
        var model = new LinearModel();
        var options = new FitOptions { Epochs = epochs, BatchSize = 7, ValidationSplit = 0.2, Optimizer = new Sgd(0.1), Metrics = metrics, Callbacks = callbacks };
        return (model, Trainer.Fit(model, Inputs, Targets, options));
    }

    /// <summary>A figure that is written down.</summary>
    private sealed class Scripted(params double[] values) : Metric
    {
        private int epoch = -1;
        private bool isNew = true;

        public override string Name => "scripted";

        public override bool IsHigherBetter => false;

        public override double Value => values[epoch];

        public override void Reset() => isNew = true;

        public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
            epoch += isNew && outputs.Length > 0 ? 1 : 0;
            isNew &= outputs.Length == 0;
        }
    }

    private sealed class Watcher : IFitCallback
    {
        private readonly List<string> calls = [];

        public string Calls => string.Join(' ', calls);

        public Action<FitContext>? Begin { get; init; }

        public Action<FitContext>? Batch { get; set; }

        public Action<FitContext>? Epoch { get; init; }

        public void OnTrainBegin(FitContext training) => Note("begin", Begin, training);

        public void OnBatchEnd(FitContext training) => Note("batch", Batch, training);

        public void OnEpochEnd(FitContext training) => Note("epoch", Epoch, training);

        public void OnTrainEnd(FitContext training) => calls.Add("end");

        private void Note(string call, Action<FitContext>? action, FitContext training)
        {
            calls.Add(call);
            action?.Invoke(training);
        }
    }
}

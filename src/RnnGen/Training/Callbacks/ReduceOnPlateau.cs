namespace RnnGen;

/// <summary>Lowers the learning rate when a figure has not become better for some epochs, as PyTorch's <c>ReduceLROnPlateau</c> with an absolute threshold of 0.</summary>
public sealed class ReduceOnPlateau : IFitCallback
{
    private BestSoFar monitor = new("val_loss", 0);

    /// <summary>What is watched: one of <see cref="FitContext.Monitors"/>. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>What the rate is multiplied by, above 0 and below 1. Default 0.1.</summary>
    public double Factor
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Factor), value, "Factor has to be above 0 and below 1.");
    } = 0.1;

    /// <summary>Epochs without a better figure that are let pass, 0 or more: the rate is lowered after the next. Default 10.</summary>
    public int Patience { get; init => field = BestSoFar.Epochs(value, nameof(Patience), 0); } = 10;

    /// <summary>By how much a figure has to differ to be a better one, 0 or more. Default 0.</summary>
    public double MinDelta { get; init => field = BestSoFar.Delta(value, nameof(MinDelta)); }

    /// <summary>The lowest rate, 0 or more. Default 0.</summary>
    public double MinRate { get; init => field = BestSoFar.Delta(value, nameof(MinRate)); }

    /// <inheritdoc/>
    public void OnTrainBegin(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        monitor = new(Monitor, MinDelta);
        monitor.Begin(training);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (!monitor.IsBest(training) && monitor.Since > Patience)
        {
            training.LearningRate = Math.Max(training.LearningRate * Factor, Math.Min(training.LearningRate, MinRate));
            monitor.Wait();
        }
    }
}

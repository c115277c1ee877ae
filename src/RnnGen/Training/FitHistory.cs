namespace RnnGen;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Loss">
/// Mean loss over the training targets that count, each measured just before it was learned from: the mean of the batches' losses,
/// weighted by their numbers of such targets.
/// </param>
/// <param name="ValidationLoss">Mean loss over the validation targets that count, after the epoch, or null without such samples.</param>
/// <param name="LearningRate">The learning rate at the epoch's end.</param>
/// <param name="Duration">How long the epoch took, validation included.</param>
public sealed record EpochResult(int Epoch, float Loss, float? ValidationLoss, double LearningRate, TimeSpan Duration)
{
    /// <summary>The values of <see cref="FitOptions.Metrics"/>, in their order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];
}

/// <summary>What training came to, epoch by epoch.</summary>
public sealed class FitHistory
{
    internal FitHistory(EpochResult[] epochs)
    {
        Epochs = epochs;
        Losses = Array.ConvertAll(epochs, epoch => epoch.Loss);
        ValidationLosses = epochs is [{ ValidationLoss: not null }, ..]
            ? Array.ConvertAll(epochs, epoch => epoch.ValidationLoss.GetValueOrDefault())
            : [];
    }

    /// <summary>One result for each epoch, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>The training loss of each epoch.</summary>
    public IReadOnlyList<float> Losses { get; }

    /// <summary>A metric's value after each epoch.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <exception cref="ArgumentException">There was no metric of that name.</exception>
    public IReadOnlyList<double> MetricOf(string name) => Epochs.Count > 0 && Epochs[0].Metrics.All(metric => metric.Name != name)
        ? throw new ArgumentException(
            $"No metric was called '{name}'. There were: {string.Join(", ", Epochs[0].Metrics.Select(static metric => metric.Name).DefaultIfEmpty("none"))}.", nameof(name))
        : [.. Epochs.Select(epoch => epoch.Metrics.First(metric => metric.Name == name).Value)];

    /// <summary>The validation loss of each epoch; empty without validation samples.</summary>
    public IReadOnlyList<float> ValidationLosses { get; }
}

namespace RnnGen;

/// <summary>Where training stands, after a batch or at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Epochs">Number of epochs in all.</param>
/// <param name="Batch">Number of batches of this epoch that are done, from 1.</param>
/// <param name="Batches">Number of batches in an epoch.</param>
/// <param name="Loss">Mean loss over the epoch's targets that counted so far, each measured just before it was learned from; 0 before the first.</param>
/// <param name="ValidationLoss">Mean loss over the validation targets that count; known at the end of an epoch, if there are any.</param>
/// <param name="EpochCompleted">Whether the epoch is over, validation included. Each epoch ends with one such report.</param>
/// <param name="Elapsed">Time since training began.</param>
/// <param name="EstimatedRemaining">Time until the last epoch's end, if the rest goes as fast as it went so far.</param>
public readonly record struct FitProgress(
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    float Loss,
    float? ValidationLoss,
    bool EpochCompleted,
    TimeSpan Elapsed,
    TimeSpan EstimatedRemaining)
{
    /// <summary>The values of <see cref="FitOptions.Metrics"/>, in their order; empty before the end of an epoch.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];
}

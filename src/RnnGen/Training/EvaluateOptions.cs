namespace RnnGen;

/// <summary>How to measure a model on samples.</summary>
public sealed class EvaluateOptions
{
    /// <summary>
    /// The most samples that are computed at a time, at least 1. Default 32. Memory follows it; results do not, but for rounding.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Figures measured besides the loss, which takes a prediction of the samples.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Stops between two batches by an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}

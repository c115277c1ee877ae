namespace RnnGen;

/// <summary>What a model came to on samples.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(float loss, int samples, int countedTargets, IReadOnlyList<MetricValue> metrics)
    {
        Metrics = metrics;
        Loss = loss;
        Samples = samples;
        CountedTargets = countedTargets;
    }

    /// <summary>Mean loss over the targets that count, whatever the batches. Not finite where a batch's loss is not.</summary>
    public float Loss { get; }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Number of targets that the loss is the mean of: class ids of −1 do not count.</summary>
    public int CountedTargets { get; }

    /// <summary>The values of <see cref="EvaluateOptions.Metrics"/>, in their order.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; }

    /// <summary>The value of a metric.</summary>
    /// <param name="name">What the metric is called.</param>
    /// <exception cref="ArgumentException">There was no metric of that name.</exception>
    public double this[string name] => Metrics.FirstOrDefault(metric => metric.Name == name) is { Name: not null } metric
        ? metric.Value
        : throw new ArgumentException($"No metric was called '{name}'. There were: {string.Join(", ", Metrics.Select(static metric => metric.Name).DefaultIfEmpty("none"))}.", nameof(name));

    /// <summary>The figures on one line: <c>loss 0.0123  accuracy 0.97 (1000 samples)</c>.</summary>
    public override string ToString() =>
        Invariant($"loss {Loss:G4}{string.Concat(Metrics.Select(static metric => Invariant($"  {metric.Name} {metric.Value:G4}")))} ({Samples} {(Samples == 1 ? "sample" : "samples")})");
}

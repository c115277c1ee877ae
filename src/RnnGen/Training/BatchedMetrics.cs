using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>Metrics of samples, measured in batches so that memory stays that of one of them.</summary>
internal static class BatchedMetrics
{
    /// <summary>Requires metrics that suit a model's targets.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    public static void Require<TIn, TTarget>(IRnnModel<TIn, TTarget> model, IReadOnlyList<Metric> metrics, string argument)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        foreach (Metric metric in metrics)
        {
            try
            {
                metric.Reset();
                Update<TTarget>(metric, [], []);
            }
            catch (NotSupportedException exception)
            {
                throw new ArgumentException($"{exception.Message} {model.ModelName} has others.", argument, exception);
            }
        }
    }

    /// <summary>Measures samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="metrics">What to measure.</param>
    /// <param name="all">The samples.</param>
    /// <param name="batchSize">The most samples of a batch, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static MetricValue[] Of<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model,
        IReadOnlyList<Metric> metrics,
        SampleSpans<TIn, TTarget> all,
        int batchSize,
        CancellationToken cancellation)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (metrics.Count == 0)
        {
            return [];
        }

        foreach (Metric metric in metrics)
        {
            metric.Reset();
        }

        int samples = all.Count(model);
        float[] outputs = new float[Math.Min(batchSize, samples) * model.OutputsPerSample];
        TTarget[] counted = new TTarget[all.Lengths.IsEmpty ? 0 : Math.Min(batchSize, samples) * model.TargetsPerSample];
        for (int first = 0; first < samples; first += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, samples - first);
            SampleSpans<TIn, TTarget> batch = all.Slice(model, first, count);
            Span<float> predicted = outputs.AsSpan(0, count * model.OutputsPerSample);
            batch.Predict(model, predicted);
            ReadOnlySpan<TTarget> targets = batch.Targets;
            if (!batch.Lengths.IsEmpty)
            {
                (int outputCount, int targetCount) = batch.Close(model, predicted, counted);
                predicted = predicted[..outputCount];
                targets = counted.AsSpan(0, targetCount);
            }

            foreach (Metric metric in metrics)
            {
                Update(metric, predicted, targets);
            }
        }

        return [.. metrics.Select(static metric => new MetricValue(metric.Name, metric.Value))];
    }

    private static void Update<TTarget>(Metric metric, ReadOnlySpan<float> outputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int))
        {
            metric.Update(outputs, MemoryMarshal.Cast<TTarget, int>(targets));
        }
        else
        {
            metric.Update(outputs, MemoryMarshal.Cast<TTarget, float>(targets));
        }
    }
}

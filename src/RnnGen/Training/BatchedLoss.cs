namespace RnnGen;

/// <summary>The mean loss of samples, measured in batches so that memory stays that of one of them.</summary>
/// <param name="Mean">Mean loss over the targets that count; that of the last batch where it is not finite, at which measuring stops.</param>
/// <param name="Batches">Number of batches measured.</param>
/// <param name="FirstOfLast">The first sample of the last of them.</param>
/// <param name="Samples">Number of samples measured.</param>
internal readonly record struct BatchedLoss(float Mean, int Batches, int FirstOfLast, int Samples)
{
    /// <summary>Measures samples, of which at least one target counts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="all">The samples.</param>
    /// <param name="batchSize">The most samples of a batch, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static BatchedLoss Of<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, SampleSpans<TIn, TTarget> all, int batchSize, CancellationToken cancellation)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        int samples = all.Count(model);
        double sum = 0;
        long counted = 0;
        int batches = 0, first = 0, done = 0;
        while (done < samples)
        {
            cancellation.ThrowIfCancellationRequested();
            batches++;
            first = done;
            int count = Math.Min(batchSize, samples - first);
            done += count;
            SampleSpans<TIn, TTarget> batch = all.Slice(model, first, count);
            float loss = batch.Loss(model);
            if (!float.IsFinite(loss))
            {
                return new(loss, batches, first, done);
            }

            int countedOfBatch = batch.CountTargets(model);
            sum += (double)loss * countedOfBatch;
            counted += countedOfBatch;
        }

        return new((float)(sum / counted), batches, first, done);
    }
}

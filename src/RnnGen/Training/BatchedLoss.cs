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
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="batchSize">The most samples of a batch, at least 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static BatchedLoss Of<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, int batchSize, CancellationToken cancellation)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        int inputsPerSample = model.InputsPerSample, targetsPerSample = model.TargetsPerSample;
        int samples = inputs.Length / inputsPerSample;
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
            ReadOnlySpan<TTarget> batch = targets.Slice(first * targetsPerSample, count * targetsPerSample);
            float loss = model.ComputeLoss(inputs.Slice(first * inputsPerSample, count * inputsPerSample), batch);
            if (!float.IsFinite(loss))
            {
                return new(loss, batches, first, done);
            }

            int countedOfBatch = model.CountTargets(batch);
            sum += (double)loss * countedOfBatch;
            counted += countedOfBatch;
        }

        return new((float)(sum / counted), batches, first, done);
    }
}

namespace RnnGen;

/// <summary>Sets the learning rate before every batch, as a function of the batches done.</summary>
/// <remarks>
/// A schedule multiplies the rate that the optimizer has when training begins, and leaves the optimizer with the last one. The formulas are those of PyTorch's schedulers of the same names.
/// </remarks>
/// <example><code>
/// var schedule = LearningRateSchedule.Cosine().WithWarmUp(200);
/// model.Fit(inputs, targets, new FitOptions { Epochs = 20, Optimizer = new Adam(0.01), Callbacks = [schedule] });
/// </code></example>
public sealed class LearningRateSchedule : IFitCallback
{
    private readonly Func<ScheduleStep, double> factor;
    private double initial;

    private LearningRateSchedule(Func<ScheduleStep, double> factor) => this.factor = factor;

    /// <summary>A schedule of your own.</summary>
    /// <param name="factor">What the initial rate is multiplied by; 0 or more.</param>
    public static LearningRateSchedule Of(Func<ScheduleStep, double> factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        return new(factor);
    }

    /// <summary>The rate times γ after every so many epochs (<c>StepLR</c>).</summary>
    /// <param name="epochs">Epochs from one change to the next, at least 1.</param>
    /// <param name="gamma">γ, above 0.</param>
    public static LearningRateSchedule Steps(int epochs, double gamma = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        return new(step => Math.Pow(gamma, (step.Epoch - 1) / epochs));
    }

    /// <summary>The rate times γ after every epoch (<c>ExponentialLR</c>).</summary>
    /// <param name="gamma">γ, above 0.</param>
    public static LearningRateSchedule Exponential(double gamma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gamma);
        return new(step => Math.Pow(gamma, step.Epoch - 1));
    }

    /// <summary>Half a cosine from the initial rate to the lowest, over all batches (<c>CosineAnnealingLR</c>; I. Loshchilov, F. Hutter, 2017).</summary>
    /// <param name="lowest">The last rate as a part of the initial one, from 0 to 1.</param>
    public static LearningRateSchedule Cosine(double lowest = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lowest, 1);
        return new(step => lowest + ((1 - lowest) * (1 + Math.Cos(Math.PI * step.Done / step.Steps)) / 2));
    }

    /// <summary>
    /// Up from a part of the initial rate, which is the highest, and down again to next to nothing, in cosines (<c>OneCycleLR</c> with two phases; L. Smith, 2018).
    /// </summary>
    /// <param name="rising">The part of all batches in which the rate rises, above 0 and below 1.</param>
    /// <param name="start">The highest rate divided by the first one, at least 1.</param>
    /// <param name="end">The first rate divided by the last one, at least 1.</param>
    public static LearningRateSchedule OneCycle(double rising = 0.3, double start = 25, double end = 1e4)
    {
        if (rising is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rising), rising, "The part in which the rate rises has to be above 0 and below 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(start, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, 1);
        return new(step =>
        {
            double top = (rising * step.Steps) - 1, last = step.Steps - 1;
            return step.Done <= top
                ? Between(1 / start, 1, top <= 0 ? 1 : step.Done / top)
                : Between(1, 1 / (start * end), last <= top ? 1 : (step.Done - top) / (last - top));
        });

        static double Between(double from, double to, double part) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * part)));
    }

    /// <summary>This schedule after some batches in which the rate rises evenly from nothing to what this schedule begins with.</summary>
    /// <param name="batches">How many, at least 1.</param>
    public LearningRateSchedule WithWarmUp(int batches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        return new(step => factor(step) * Math.Min(1, (step.Done + 1.0) / batches));
    }

    /// <inheritdoc/>
    public void OnTrainBegin(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        initial = training.LearningRate;
        Set(training);
    }

    /// <inheritdoc/>
    public void OnBatchEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Step < training.Steps)
        {
            Set(training);
        }
    }

    private void Set(FitContext training) =>
        training.LearningRate = initial * factor(new ScheduleStep(training.Step, training.Steps, (int)(training.Step / training.Batches) + 1));
}

/// <summary>The batch that a schedule is asked about.</summary>
/// <param name="Done">Batches done before it since training began.</param>
/// <param name="Steps">Batches of all epochs.</param>
/// <param name="Epoch">Its epoch, counted from 1.</param>
public readonly record struct ScheduleStep(long Done, long Steps, int Epoch);

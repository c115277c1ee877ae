namespace RnnGen;

/// <summary>A figure of the differences between outputs and targets, all outputs and steps together.</summary>
public abstract class ErrorMetric : Metric
{
    private protected ErrorMetric()
    {
    }

    /// <inheritdoc/>
    public override bool IsHigherBetter => false;

    /// <summary>Number of targets.</summary>
    private protected long Counted { get; private set; }

    /// <inheritdoc/>
    public override void Reset() => Counted = 0;

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        RequireAsMany(outputs, targets);
        for (int index = 0; index < targets.Length; index++)
        {
            Add(outputs[index], targets[index]);
        }

        Counted += targets.Length;
    }

    /// <summary>Takes one output and its target into account.</summary>
    private protected abstract void Add(double output, double target);
}

/// <summary>Mean |y − t|.</summary>
public sealed class MeanAbsoluteError : ErrorMetric
{
    private double sum;

    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    public override double Value => sum / Counted;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        sum = 0;
    }

    /// <inheritdoc/>
    private protected override void Add(double output, double target) => sum += Math.Abs(output - target);
}

/// <summary>√ of the mean (y − t)².</summary>
public sealed class RootMeanSquaredError : ErrorMetric
{
    private double sum;

    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override double Value => Math.Sqrt(sum / Counted);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        sum = 0;
    }

    /// <inheritdoc/>
    private protected override void Add(double output, double target) => sum += (output - target) * (output - target);
}

/// <summary>
/// R², the part of the targets' variance that outputs explain: 1 − Σ(y − t)² / Σ(t − mean t)². 0 for whoever always says the mean, below that for who does worse. All outputs are one series.
/// </summary>
public sealed class RSquared : ErrorMetric
{
    private double errors;
    private double mean;
    private double squares;
    private long seen;

    /// <inheritdoc/>
    public override string Name => "r2";

    /// <inheritdoc/>
    public override bool IsHigherBetter => true;

    /// <inheritdoc/>
    public override double Value => seen == 0 ? double.NaN : 1 - (errors / squares);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        (errors, mean, squares, seen) = (0, 0, 0, 0);
    }

    /// <inheritdoc/>
    private protected override void Add(double output, double target)
    {
        // The variance in one pass, without squares that cancel (B. P. Welford, 1962).
        seen++;
        double before = target - mean;
        mean += before / seen;
        squares += before * (target - mean);
        errors += (output - target) * (output - target);
    }
}

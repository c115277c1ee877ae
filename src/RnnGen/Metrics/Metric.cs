namespace RnnGen;

/// <summary>A figure that outputs of a model come to beside their targets, over any number of batches.</summary>
/// <remarks>
/// It adds up what <see cref="Update(ReadOnlySpan{float}, ReadOnlySpan{int})"/> is given until <see cref="Reset"/>. <see cref="FitOptions.Metrics"/> and <see cref="EvaluateOptions.Metrics"/> do
/// both; one object may serve one training or evaluation after the other. Derive from it for a figure of your own.
/// </remarks>
public abstract class Metric
{
    /// <summary>What it is called in histories and progress: <c>accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a higher value is a better one.</summary>
    public virtual bool IsHigherBetter => true;

    /// <summary>The figure so far; NaN where nothing that counts was given.</summary>
    public abstract double Value { get; }

    /// <summary>Begins anew.</summary>
    public abstract void Reset();

    /// <summary>Takes outputs and class ids into account.</summary>
    /// <param name="outputs">Probabilities of each class, [targets, classes].</param>
    /// <param name="targets">Class ids; −1 for one that does not count.</param>
    /// <exception cref="NotSupportedException">It is no figure of classes.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public virtual void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets) =>
        throw new NotSupportedException($"{Name} is not for class ids, the targets of CrossEntropy.");

    /// <summary>Takes outputs and numbers into account.</summary>
    /// <param name="outputs">What the model gives.</param>
    /// <param name="targets">What it should give; as many.</param>
    /// <exception cref="NotSupportedException">It is no figure of numbers.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public virtual void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) =>
        throw new NotSupportedException($"{Name} is for class ids, the targets of CrossEntropy, alone.");

    /// <summary>Its name and value: <c>accuracy 0.9731</c>.</summary>
    public override string ToString() => Invariant($"{Name} {Value:G4}");

    /// <summary>Number of classes of a batch.</summary>
    private protected static int ClassesOf(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets) =>
        targets.IsEmpty && outputs.IsEmpty ? 1
        : !targets.IsEmpty && outputs.Length > 0 && outputs.Length % targets.Length == 0 ? outputs.Length / targets.Length
        : throw new ArgumentException(
            Invariant($"There have to be as many outputs for each target as there are classes, but there are {outputs.Length} outputs and {targets.Length} targets."), nameof(outputs));

    /// <summary>Requires as many outputs as targets.</summary>
    private protected static void RequireAsMany(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        if (outputs.Length != targets.Length)
        {
            throw new ArgumentException(Invariant($"There are {outputs.Length} outputs but {targets.Length} targets."), nameof(outputs));
        }
    }
}

/// <summary>The value of a metric.</summary>
/// <param name="Name">What the metric is called.</param>
/// <param name="Value">The figure; NaN where nothing counted.</param>
public readonly record struct MetricValue(string Name, double Value);

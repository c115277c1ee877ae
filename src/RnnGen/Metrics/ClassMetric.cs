namespace RnnGen;

/// <summary>A figure that follows from how often a class was taken for each.</summary>
public abstract class ClassMetric : Metric
{
    private readonly string name;
    private readonly int ofClass;

    private protected ClassMetric(string name, ClassAverage average, int ofClass)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ofClass);
        if (!Enum.IsDefined(average))
        {
            throw new ArgumentOutOfRangeException(nameof(average), average, "Is no average.");
        }

        this.name = name;
        this.ofClass = ofClass;
        Average = average;
    }

    /// <summary>The counts that it follows from.</summary>
    public ConfusionMatrix Counts { get; } = new();

    /// <summary>How the figures of classes become one.</summary>
    public ClassAverage Average { get; }

    /// <inheritdoc/>
    public override string Name => Average switch
    {
        ClassAverage.OneClass => ofClass == 1 ? name : Invariant($"{name}_{ofClass}"),
        ClassAverage.Macro => "macro_" + name,
        _ => "micro_" + name,
    };

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Counts.Total == 0)
            {
                return double.NaN;
            }

            switch (Average)
            {
                case ClassAverage.OneClass:
                    return Of(Counts, ofClass);
                case ClassAverage.Macro:
                    double sum = 0;
                    int classes = 0;
                    for (int id = 0; id < Counts.Classes; id++)
                    {
                        // A class that nobody has and nobody is taken for has no figure.
                        if (Counts.True(id) + Counts.Predicted(id) > 0)
                        {
                            sum += Of(Counts, id);
                            classes++;
                        }
                    }

                    return sum / classes;
                default:
                    // Every wrong decision is one too many of a class and one too few of another.
                    return Counts.Value;
            }
        }
    }

    /// <inheritdoc/>
    public override void Reset() => Counts.Reset();

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets) => Counts.Update(outputs, targets);

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets) => Counts.Update(outputs, targets);

    /// <summary>The figure of one class.</summary>
    private protected abstract double Of(ConfusionMatrix counts, int ofClass);
}

/// <summary>Of the targets taken for a class, the part that are of it: tp / (tp + fp).</summary>
public sealed class Precision : ClassMetric
{
    /// <summary>That of one class.</summary>
    /// <param name="ofClass">The class; by default 1, the positive one of two.</param>
    public Precision(int ofClass = 1)
        : base("precision", ClassAverage.OneClass, ofClass)
    {
    }

    /// <summary>That of all classes.</summary>
    /// <param name="average">How their figures become one.</param>
    public Precision(ClassAverage average)
        : base("precision", average, 1)
    {
    }

    /// <inheritdoc/>
    private protected override double Of(ConfusionMatrix counts, int ofClass) => counts.Precision(ofClass);
}

/// <summary>Of the targets of a class, the part that were taken for it: tp / (tp + fn).</summary>
public sealed class Recall : ClassMetric
{
    /// <summary>That of one class.</summary>
    /// <param name="ofClass">The class; by default 1, the positive one of two.</param>
    public Recall(int ofClass = 1)
        : base("recall", ClassAverage.OneClass, ofClass)
    {
    }

    /// <summary>That of all classes.</summary>
    /// <param name="average">How their figures become one.</param>
    public Recall(ClassAverage average)
        : base("recall", average, 1)
    {
    }

    /// <inheritdoc/>
    private protected override double Of(ConfusionMatrix counts, int ofClass) => counts.Recall(ofClass);
}

/// <summary>The harmonic mean of precision and recall: 2 tp / (2 tp + fp + fn).</summary>
public sealed class F1Score : ClassMetric
{
    /// <summary>That of one class.</summary>
    /// <param name="ofClass">The class; by default 1, the positive one of two.</param>
    public F1Score(int ofClass = 1)
        : base("f1", ClassAverage.OneClass, ofClass)
    {
    }

    /// <summary>That of all classes.</summary>
    /// <param name="average">How their figures become one.</param>
    public F1Score(ClassAverage average)
        : base("f1", average, 1)
    {
    }

    /// <inheritdoc/>
    private protected override double Of(ConfusionMatrix counts, int ofClass) => counts.F1(ofClass);
}

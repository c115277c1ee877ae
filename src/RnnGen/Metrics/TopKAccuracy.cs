namespace RnnGen;

/// <summary>Part of the class ids that are among the k classes of the highest probability.</summary>
/// <remarks>Of classes with equal probabilities those with lower ids come first, as in <see cref="Accuracy"/>, which this is with k = 1.</remarks>
public sealed class TopKAccuracy : Metric
{
    private readonly int k;
    private long right;
    private long counted;

    /// <summary>Creates the metric.</summary>
    /// <param name="k">How many classes may be named, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        this.k = k;
    }

    /// <inheritdoc/>
    public override string Name => Invariant($"top_{k}_accuracy");

    /// <inheritdoc/>
    public override double Value => counted == 0 ? double.NaN : (double)right / counted;

    /// <inheritdoc/>
    public override void Reset() => (right, counted) = (0, 0);

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = ClassesOf(outputs, targets);
        for (int index = 0; index < targets.Length; index++)
        {
            if (targets[index] < 0)
            {
                continue;
            }

            ReadOnlySpan<float> probabilities = outputs.Slice(index * classes, classes);
            float own = probabilities[targets[index]];
            int before = 0;
            for (int other = 0; other < classes; other++)
            {
                before += probabilities[other] > own || (probabilities[other] == own && other < targets[index]) ? 1 : 0;
            }

            counted++;
            right += before < k && !float.IsNaN(own) ? 1 : 0;
        }
    }
}

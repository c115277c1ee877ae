namespace RnnGen;

/// <summary>
/// exp of the mean −ln p of the true classes: among how many equally likely classes a guess would be as hard. Its logarithm to base 2 is the bits that a symbol takes.
/// </summary>
public sealed class Perplexity : Metric
{
    private double sum;
    private long counted;

    /// <inheritdoc/>
    public override string Name => "perplexity";

    /// <inheritdoc/>
    public override bool IsHigherBetter => false;

    /// <inheritdoc/>
    public override double Value => counted == 0 ? double.NaN : Math.Exp(sum / counted);

    /// <summary>The mean −log₂ p of the true classes.</summary>
    public double Bits => counted == 0 ? double.NaN : sum / counted / Math.Log(2);

    /// <inheritdoc/>
    public override void Reset() => (sum, counted) = (0, 0);

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = ClassesOf(outputs, targets);
        for (int index = 0; index < targets.Length; index++)
        {
            if (targets[index] >= 0)
            {
                sum -= Math.Log(outputs[(index * classes) + targets[index]]);
                counted++;
            }
        }
    }
}

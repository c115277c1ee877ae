using System.Numerics.Tensors;

namespace RnnGen;

/// <summary>
/// Part of the targets that are met: of class ids those whose class has the highest probability (of equal ones the first), of probabilities those that are on the same side of ½.
/// Every step counts that has a target other than −1.
/// </summary>
public sealed class Accuracy : Metric
{
    private long right;
    private long counted;

    /// <inheritdoc/>
    public override string Name => "accuracy";

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
            if (targets[index] >= 0)
            {
                counted++;
                right += TensorPrimitives.IndexOfMax(outputs.Slice(index * classes, classes)) == targets[index] ? 1 : 0;
            }
        }
    }

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        RequireAsMany(outputs, targets);
        counted += targets.Length;
        for (int index = 0; index < targets.Length; index++)
        {
            right += outputs[index] > 0.5f == targets[index] > 0.5f ? 1 : 0;
        }
    }
}

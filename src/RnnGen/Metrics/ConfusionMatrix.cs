using System.Numerics.Tensors;
using System.Text;

namespace RnnGen;

/// <summary>
/// How often a class was taken for each: counts by true and by predicted class, and what follows from them. Its value is the accuracy.
/// </summary>
/// <remarks>
/// Classes are class ids; or, of targets that are probabilities, 1 where one is above ½ and 0 elsewhere. Precision, recall and F1 are 0 where they would be 0/0, as scikit-learn's.
/// </remarks>
public sealed class ConfusionMatrix : Metric
{
    private long[] counts = [];

    /// <inheritdoc/>
    public override string Name => "confusion_matrix";

    /// <summary>Number of classes; 0 before the first update.</summary>
    public int Classes { get; private set; }

    /// <summary>Number of targets that count.</summary>
    public long Total { get; private set; }

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            long right = 0;
            for (int id = 0; id < Classes; id++)
            {
                right += this[id, id];
            }

            return Total == 0 ? double.NaN : (double)right / Total;
        }
    }

    /// <summary>How many targets of one class were taken for a class.</summary>
    /// <param name="truth">The class that they are.</param>
    /// <param name="predicted">The class that they were taken for.</param>
    public long this[int truth, int predicted] => counts[Index(truth, predicted)];

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(counts);
        Total = 0;
    }

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = ClassesOf(outputs, targets);
        RequireClasses(classes);
        for (int index = 0; index < targets.Length; index++)
        {
            if (targets[index] >= 0)
            {
                Count(targets[index], TensorPrimitives.IndexOfMax(outputs.Slice(index * classes, classes)));
            }
        }
    }

    /// <inheritdoc/>
    public override void Update(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        RequireAsMany(outputs, targets);
        RequireClasses(2);
        for (int index = 0; index < targets.Length; index++)
        {
            Count(targets[index] > 0.5f ? 1 : 0, outputs[index] > 0.5f ? 1 : 0);
        }
    }

    /// <summary>Of the targets taken for a class, the part that are of it.</summary>
    public double Precision(int ofClass) => Ratio(this[ofClass, ofClass], Predicted(ofClass));

    /// <summary>Of the targets of a class, the part that were taken for it.</summary>
    public double Recall(int ofClass) => Ratio(this[ofClass, ofClass], True(ofClass));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int ofClass) => Ratio(2 * this[ofClass, ofClass], Predicted(ofClass) + True(ofClass));

    /// <summary>Number of targets of a class.</summary>
    public long True(int ofClass)
    {
        long sum = 0;
        for (int other = 0; other < Classes; other++)
        {
            sum += this[ofClass, other];
        }

        return sum;
    }

    /// <summary>Number of targets that were taken for a class.</summary>
    public long Predicted(int ofClass)
    {
        long sum = 0;
        for (int other = 0; other < Classes; other++)
        {
            sum += this[other, ofClass];
        }

        return sum;
    }

    /// <summary>The counts as a table: a row for each true class, a column for each predicted one.</summary>
    public override string ToString()
    {
        int width = Math.Max(6, Invariant($"{Total}").Length + 1);
        var text = new StringBuilder("true".PadRight(width));
        for (int id = 0; id < Classes; id++)
        {
            text.Append(Invariant($"{id}").PadLeft(width));
        }

        for (int truth = 0; truth < Classes; truth++)
        {
            text.Append('\n').Append(Invariant($"{truth}").PadRight(width));
            for (int predicted = 0; predicted < Classes; predicted++)
            {
                text.Append(Invariant($"{this[truth, predicted]}").PadLeft(width));
            }
        }

        return text.ToString();
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private void Count(int truth, int predicted)
    {
        counts[Index(truth, predicted)]++;
        Total++;
    }

    private int Index(int truth, int predicted) => (uint)truth < (uint)Classes && (uint)predicted < (uint)Classes
        ? (truth * Classes) + predicted
        : throw new ArgumentOutOfRangeException(nameof(truth), Invariant($"There are {Classes} classes, 0 to {Classes - 1}; asked for was the count of {truth} taken for {predicted}."));

    private void RequireClasses(int classes)
    {
        if (Total == 0)
        {
            Classes = classes;
            counts = counts.Length == classes * classes ? counts : new long[classes * classes];
        }
        else if (Classes != classes)
        {
            throw new ArgumentException(Invariant($"There were {Classes} classes so far, and now there are {classes}. Call Reset first."), nameof(classes));
        }
    }
}

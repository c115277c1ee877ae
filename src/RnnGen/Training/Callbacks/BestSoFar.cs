namespace RnnGen;

/// <summary>Follows a figure from epoch to epoch, and knows the best so far.</summary>
internal sealed class BestSoFar(string name, double minDelta)
{
    private bool isHigherBetter;

    /// <summary>The best figure so far; NaN before there is one.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>Epochs since then.</summary>
    public int Since { get; private set; }

    /// <summary>Begins a training.</summary>
    /// <exception cref="ArgumentException">Nothing of that name is measured.</exception>
    public void Begin(FitContext training)
    {
        isHigherBetter = training.IsHigherBetter(name);
        Best = double.NaN;
        Since = 0;
    }

    /// <summary>Takes note of an epoch; whether it is better than all before, by more than the least difference.</summary>
    public bool IsBest(FitContext training)
    {
        double value = training.Measured(name);
        bool isBetter = !double.IsNaN(value) && (double.IsNaN(Best) || (isHigherBetter ? value > Best + minDelta : value < Best - minDelta));
        Since = isBetter ? 0 : Since + 1;
        Best = isBetter ? value : Best;
        return isBetter;
    }

    /// <summary>Waits anew.</summary>
    public void Wait() => Since = 0;

    /// <summary>Checks a number of epochs.</summary>
    public static int Epochs(int value, string option, int smallest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, smallest, option);
        return value;
    }

    /// <summary>Checks a least difference.</summary>
    public static double Delta(double value, string option)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, option);
        return value;
    }
}

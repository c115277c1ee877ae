namespace RnnGen;

/// <summary>A training as its callbacks see it.</summary>
public abstract class FitContext
{
    private protected FitContext()
    {
    }

    /// <summary>The epoch, counted from 1; 0 before the first.</summary>
    public int Epoch { get; private protected set; }

    /// <summary>Number of epochs, if nothing stops them.</summary>
    public int Epochs { get; private protected init; }

    /// <summary>Batches of this epoch that are done.</summary>
    public int Batch { get; private protected set; }

    /// <summary>Batches of an epoch.</summary>
    public int Batches { get; private protected init; }

    /// <summary>Batches done since training began.</summary>
    public long Step { get; private protected set; }

    /// <summary>Batches of all epochs.</summary>
    public long Steps => (long)Epochs * Batches;

    /// <summary>Mean loss over the epoch's targets that counted so far.</summary>
    public float Loss { get; private protected set; }

    /// <summary>What the last epoch came to; null before the first has ended.</summary>
    public EpochResult? Result { get; private protected set; }

    /// <summary>What is measured at the end of each epoch: <c>loss</c>, <c>val_loss</c> where there are validation samples, and the names of metrics.</summary>
    public abstract IReadOnlyList<string> Monitors { get; }

    /// <summary>The optimizer's learning rate.</summary>
    public abstract double LearningRate { get; set; }

    /// <summary>Every parameter of the model.</summary>
    public abstract ReadOnlySpan<float> Parameters { get; }

    /// <summary>Whether training ends with this epoch, or before it where <see cref="Stop"/> was called during it.</summary>
    public bool IsStopped { get; private protected set; }

    /// <summary>Ends training after this batch or epoch, as if it were the last. The model keeps its parameters.</summary>
    public void Stop() => IsStopped = true;

    /// <summary>Opens the model's parameters for writing; see <see cref="ParameterEdit"/>.</summary>
    public abstract ParameterEdit EditParameters();

    /// <summary>Writes the model's parameters to a file.</summary>
    /// <param name="path">Where to; an existing file is replaced once the new one is complete.</param>
    public abstract void Save(string path);

    /// <summary>A figure of the last epoch.</summary>
    /// <param name="monitor">One of <see cref="Monitors"/>.</param>
    /// <exception cref="ArgumentException">There is no figure of that name.</exception>
    public double Measured(string monitor)
    {
        EpochResult result = Result ?? throw new InvalidOperationException("No epoch has ended yet.");
        return monitor switch
        {
            "loss" => result.Loss,
            "val_loss" when result.ValidationLoss is { } loss => loss,
            _ => result.Metrics.FirstOrDefault(metric => metric.Name == monitor) is { Name: not null } metric ? metric.Value : throw NoMonitor(monitor),
        };
    }

    /// <summary>Whether a higher figure of that name is a better one.</summary>
    /// <param name="monitor">One of <see cref="Monitors"/>.</param>
    /// <exception cref="ArgumentException">There is no figure of that name.</exception>
    public abstract bool IsHigherBetter(string monitor);

    private protected ArgumentException NoMonitor(string monitor) =>
        new($"Nothing that is measured is called '{monitor}'. There are: {string.Join(", ", Monitors)}.", nameof(monitor));
}

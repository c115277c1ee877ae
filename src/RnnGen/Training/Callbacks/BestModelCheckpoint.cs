namespace RnnGen;

/// <summary>Writes the model to a file after each epoch that is better than all before.</summary>
public sealed class BestModelCheckpoint : IFitCallback
{
    private readonly string path;
    private BestSoFar monitor = new("val_loss", 0);

    /// <summary>Creates the callback.</summary>
    /// <param name="path">Where to: a safetensors file, replaced once a better one is complete.</param>
    public BestModelCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
    }

    /// <summary>What is watched: one of <see cref="FitContext.Monitors"/>. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>The epoch that was written last, counted from 1; 0 before there is one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Its figure; NaN before there is one.</summary>
    public double BestValue => monitor.Best;

    /// <inheritdoc/>
    public void OnTrainBegin(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        monitor = new(Monitor, 0);
        monitor.Begin(training);
        BestEpoch = 0;
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (monitor.IsBest(training))
        {
            training.Save(path);
            BestEpoch = training.Epoch;
        }
    }
}

namespace RnnGen;

/// <summary>Ends training when a figure has not become better for some epochs, and gives the model back the parameters of the best one.</summary>
/// <example><code>
/// model.Fit(inputs, targets, new FitOptions { Epochs = 500, ValidationSplit = 0.1, Callbacks = [new EarlyStopping { Patience = 10 }] });
/// </code></example>
public sealed class EarlyStopping : IFitCallback
{
    private BestSoFar monitor = new("val_loss", 0);
    private float[] best = [];

    /// <summary>What is watched: one of <see cref="FitContext.Monitors"/>. Default <c>val_loss</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>Epochs without a better figure after which training ends, at least 1. Default 5.</summary>
    public int Patience { get; init => field = BestSoFar.Epochs(value, nameof(Patience), 1); } = 5;

    /// <summary>By how much a figure has to differ to be a better one, 0 or more. Default 0.</summary>
    public double MinDelta { get; init => field = BestSoFar.Delta(value, nameof(MinDelta)); }

    /// <summary>Whether the model gets back the parameters of the best epoch when training ends. Default true (Keras: false).</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>The epoch whose figure was best, counted from 1; 0 before there is one.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Its figure; NaN before there is one.</summary>
    public double BestValue => monitor.Best;

    /// <summary>Whether training ended for this.</summary>
    public bool HasStopped { get; private set; }

    /// <inheritdoc/>
    public void OnTrainBegin(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        monitor = new(Monitor, MinDelta);
        monitor.Begin(training);
        (BestEpoch, HasStopped) = (0, false);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (monitor.IsBest(training))
        {
            BestEpoch = training.Epoch;
            if (RestoreBest)
            {
                best = best.Length == training.Parameters.Length ? best : new float[training.Parameters.Length];
                training.Parameters.CopyTo(best);
            }
        }
        else if (monitor.Since >= Patience)
        {
            HasStopped = true;
            training.Stop();
        }
    }

    /// <inheritdoc/>
    public void OnTrainEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (RestoreBest && BestEpoch > 0 && BestEpoch < training.Epoch)
        {
            using ParameterEdit edit = training.EditParameters();
            best.CopyTo(edit.Values);
        }
    }
}

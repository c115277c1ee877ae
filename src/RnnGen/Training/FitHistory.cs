namespace RnnGen;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Loss">
/// Mean loss over the training targets that count, each measured just before it was learned from: the mean of the batches' losses,
/// weighted by their numbers of such targets.
/// </param>
/// <param name="ValidationLoss">Mean loss over the validation targets that count, after the epoch, or null without such samples.</param>
/// <param name="LearningRate">The learning rate at the epoch's end.</param>
/// <param name="Duration">How long the epoch took, validation included.</param>
public sealed record EpochResult(int Epoch, float Loss, float? ValidationLoss, double LearningRate, TimeSpan Duration);

/// <summary>What training came to, epoch by epoch.</summary>
public sealed class FitHistory
{
    internal FitHistory(EpochResult[] epochs)
    {
        Epochs = epochs;
        Losses = Array.ConvertAll(epochs, epoch => epoch.Loss);
        ValidationLosses = epochs is [{ ValidationLoss: not null }, ..]
            ? Array.ConvertAll(epochs, epoch => epoch.ValidationLoss.GetValueOrDefault())
            : [];
    }

    /// <summary>One result for each epoch, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>The training loss of each epoch.</summary>
    public IReadOnlyList<float> Losses { get; }

    /// <summary>The validation loss of each epoch; empty without validation samples.</summary>
    public IReadOnlyList<float> ValidationLosses { get; }
}

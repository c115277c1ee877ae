namespace RnnGen;

/// <summary>
/// Is called while a model is trained, and may stop training or change its learning rate. All members are optional.
/// </summary>
/// <remarks>Calls come from the thread that called <c>Fit</c>, in the order of <see cref="FitOptions.Callbacks"/>. An exception ends training and reaches the caller of <c>Fit</c>.</remarks>
public interface IFitCallback
{
    /// <summary>Training begins: options and samples are checked, and no step has been taken.</summary>
    /// <param name="training">The training.</param>
    void OnTrainBegin(FitContext training)
    {
    }

    /// <summary>A batch has been learned from.</summary>
    /// <param name="training">The training.</param>
    void OnBatchEnd(FitContext training)
    {
    }

    /// <summary>An epoch is over, validation included.</summary>
    /// <param name="training">The training.</param>
    void OnEpochEnd(FitContext training)
    {
    }

    /// <summary>Training is over, or was stopped or cancelled, or has failed.</summary>
    /// <param name="training">The training.</param>
    void OnTrainEnd(FitContext training)
    {
    }
}

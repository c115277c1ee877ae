namespace RnnGen;

/// <summary>
/// Training met a loss, a gradient or a parameter that is infinite or not a number. The model keeps the parameters it had
/// before the batch that led there; where validation met it, those after the epoch.
/// </summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(string message, int epoch, int batch, float loss, string? parameterName, bool duringValidation)
        : base(message)
    {
        Epoch = epoch;
        Batch = batch;
        Loss = loss;
        ParameterName = parameterName;
        DuringValidation = duringValidation;
    }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch, counted from 1; of the validation samples if <see cref="DuringValidation"/>.</summary>
    public int Batch { get; }

    /// <summary>The batch's loss.</summary>
    public float Loss { get; }

    /// <summary>The first parameter tensor whose gradient or new value is not finite, or null if there is none.</summary>
    public string? ParameterName { get; }

    /// <summary>Whether the loss of the validation samples was the one not finite.</summary>
    public bool DuringValidation { get; }
}

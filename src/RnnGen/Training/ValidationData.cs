namespace RnnGen;

/// <summary>Samples that training measures the loss on after each epoch, and never learns from.</summary>
public abstract class ValidationData
{
    private protected ValidationData()
    {
    }

    /// <summary>Wraps samples for validation. Nothing is copied.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    public static ValidationData Create<TIn, TTarget>(ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<TTarget> targets)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        new ValidationData<TIn, TTarget>(inputs, targets);
}

/// <summary>Validation samples of a model's own types.</summary>
internal sealed class ValidationData<TIn, TTarget>(ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<TTarget> targets) : ValidationData
    where TIn : unmanaged
    where TTarget : unmanaged
{
    public ReadOnlyMemory<TIn> Inputs { get; } = inputs;

    public ReadOnlyMemory<TTarget> Targets { get; } = targets;
}

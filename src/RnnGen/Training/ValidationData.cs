namespace RnnGen;

/// <summary>
/// Samples that training measures the loss on after each epoch, and never learns from. A pair of arrays or memories is one, so they need no type
/// arguments: <c>model.Fit(x, y, options, validation: (vx, vy))</c>.
/// </summary>
/// <typeparam name="TIn">Type of the model's input values.</typeparam>
/// <typeparam name="TTarget">Type of the model's target values.</typeparam>
public sealed class ValidationData<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Wraps samples. Nothing is copied.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    public ValidationData(ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<TTarget> targets)
    {
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>Wraps samples of different lengths. Nothing is copied.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other, each padded at its end.</param>
    /// <param name="lengths">Steps of each sample.</param>
    /// <param name="targets">Targets of the same samples.</param>
    public ValidationData(ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<int> lengths, ReadOnlyMemory<TTarget> targets)
        : this(inputs, targets) => Lengths = lengths;

    /// <summary>Inputs, one sample after the other.</summary>
    public ReadOnlyMemory<TIn> Inputs { get; }

    /// <summary>Steps of each sample; empty where all have all.</summary>
    public ReadOnlyMemory<int> Lengths { get; }

    /// <summary>Targets, one sample after the other.</summary>
    public ReadOnlyMemory<TTarget> Targets { get; }

    /// <summary>Wraps a pair, of arrays too: C# converts what is in it.</summary>
    /// <param name="samples">Inputs of a whole number of samples, and targets of the same.</param>
    public static implicit operator ValidationData<TIn, TTarget>((ReadOnlyMemory<TIn> Inputs, ReadOnlyMemory<TTarget> Targets) samples) =>
        new(samples.Inputs, samples.Targets);

    /// <summary>Wraps inputs, lengths and targets, of arrays too: C# converts what is in it.</summary>
    /// <param name="samples">Inputs of a whole number of samples, the steps of each, and targets of the same.</param>
    public static implicit operator ValidationData<TIn, TTarget>((ReadOnlyMemory<TIn> Inputs, ReadOnlyMemory<int> Lengths, ReadOnlyMemory<TTarget> Targets) samples) =>
        new(samples.Inputs, samples.Lengths, samples.Targets);
}

using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>What a batch of training consists of. Models hand it on; what is in it is between the trainer and the executor.</summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TrainingBatch<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Inputs of a whole number of samples.</summary>
    internal ReadOnlySpan<TIn> Inputs { get; init; }

    /// <summary>Targets of the same samples.</summary>
    internal ReadOnlySpan<TTarget> Targets { get; init; }

    /// <summary>What each class weighs in the mean; empty where all weigh the same.</summary>
    internal ReadOnlySpan<float> ClassWeights { get; init; }

    /// <summary>What each sample weighs in the mean, or each of its output steps; empty where all weigh the same.</summary>
    internal ReadOnlySpan<float> SampleWeights { get; init; }

    /// <summary>[batch, StateSize]: the states with which it goes on; those after the last step take their place. Empty where it begins by itself.</summary>
    internal Span<float> States { get; init; }

    /// <summary>Steps of each sample, whose inputs and targets stand first; empty where all have all.</summary>
    internal ReadOnlySpan<int> Lengths { get; init; }

    /// <summary>What dropout drops; of no effect where there is none.</summary>
    internal long DropoutSeed { get; init; }

    /// <summary>Whether there are inputs and targets alone.</summary>
    internal bool IsPlain => Lengths.IsEmpty && ClassWeights.IsEmpty && SampleWeights.IsEmpty && States.IsEmpty;
}

using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>What training asks of a model besides its public members: one call for whatever a batch may bring.</summary>
/// <typeparam name="TIn">Type of an input value.</typeparam>
/// <typeparam name="TTarget">Type of a target value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITrainedModel<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>The model's sizes.</summary>
    NetworkLayout Layout { get; }

    /// <summary>Mean loss of a batch; its gradient is added to what is there.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="gradients">What the gradient is added to, laid out as the parameters.</param>
    float AddGradients(TrainingBatch<TIn, TTarget> batch, Span<float> gradients);
}

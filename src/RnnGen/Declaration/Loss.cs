namespace RnnGen;

/// <summary>What training minimises. Each is the mean that PyTorch's <c>reduction='mean'</c> computes.</summary>
public enum Loss
{
    /// <summary>Mean of (y − t)² over all output elements. The default.</summary>
    MeanSquaredError,

    /// <summary>Mean of |y − t| over all output elements.</summary>
    MeanAbsoluteError,

    /// <summary>Mean of ½(y − t)² where |y − t| ≤ 1 and |y − t| − ½ elsewhere (Huber's loss with δ = 1).</summary>
    Huber,

    /// <summary>
    /// Mean of −t·ln y − (1 − t)·ln(1 − y) over all output elements, for targets t from 0 to 1. The last layer must be a <see cref="Activation.Sigmoid"/>; both are
    /// computed together from the logits, so saturated outputs lose no precision.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// Mean of −ln y[class] over the counted targets, which are class ids; −1 marks a step that is not counted. The last
    /// layer must be a <see cref="Activation.Softmax"/>; both are computed together from the logits. Where no target of a batch is counted
    /// the loss is 0 and so is its gradient (PyTorch's is NaN). Inputs that reach no counted target may be anything, NaN too.
    /// </summary>
    CrossEntropy,
}

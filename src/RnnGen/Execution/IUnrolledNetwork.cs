using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// The unrolled code of a model for one block of samples, as the generator emits it. Parameters, workspace and
/// gradients are passed as the first element of memory laid out as <see cref="Layout"/> says.
/// </summary>
/// <remarks>
/// To predict: <see cref="Predict"/> for each of its segments, or where it has none <see cref="Forward"/>, <see cref="Activate"/>. To train: <see cref="Forward"/>, <see cref="Loss"/>,
/// <see cref="LossGradient"/>, and for each segment <see cref="Backward"/>, <see cref="InputGradients"/> if they are wanted, <see cref="ParameterGradients"/>.
/// For a loss of the caller's own: <see cref="ActivationGradient"/> in place of the two about the loss. Gradients of states are cleared before the first of
/// these (<see cref="NetworkLayout.StateGradients"/>). What a segment leaves in memory for the gradients of inputs and
/// parameters, the next one overwrites; what the forward pass left stays, so that several backward passes may follow it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUnrolledNetwork : IBlockMemory
{
    /// <summary>Sizes and places in the workspace.</summary>
    static abstract NetworkLayout Layout { get; }

    /// <summary>Every layer at every step, up to the logits where the loss takes logits.</summary>
    /// <typeparam name="TVector">What vectors hold.</typeparam>
    static abstract void Forward<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>The final activation, where the loss takes its logits; nothing elsewhere.</summary>
    static abstract void Activate<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Stretches of steps that a prediction goes through one after the other, in memory that they share; 0 where it keeps every step, as training does.</summary>
    static virtual int PredictionSegments => 0;

    /// <summary>Rows from one vector of samples to the next in such a prediction; 0 where there are no segments.</summary>
    static virtual int PredictionRows => 0;

    /// <summary>Every layer at the steps of a segment, and the final activation; segments follow one another from 0 on. Nothing where there are none.</summary>
    /// <inheritdoc cref="Forward"/>
    static virtual void Predict<TVector>(int segment, ref float p, ref float w) where TVector : struct, IVector<TVector>
    {
    }

    /// <summary>Rows from one vector of streams to the next in <see cref="Advance"/>; 0 where there are no streams.</summary>
    static virtual int StreamRows => 0;

    /// <summary>One time step of many streams, one in each lane, in memory as <see cref="NetworkLayout.Streams"/> says; nothing where outputs depend on later inputs.</summary>
    /// <inheritdoc cref="Forward"/>
    static virtual void Advance<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
    {
    }

    /// <summary>The loss of each output step.</summary>
    static abstract void Loss<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>The gradient of the loss with respect to what the last layer gives.</summary>
    static abstract void LossGradient<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>The adjoint of <see cref="Activate"/>.</summary>
    static abstract void ActivationGradient<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Number of segments that the backward pass is divided into, at least 1.</summary>
    static abstract int Segments { get; }

    /// <summary>Backpropagation through time, through one segment; segments follow one another from 0 on.</summary>
    static abstract void Backward<TVector>(int segment, ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>The gradient of the network's inputs at the steps of a segment, after <see cref="Backward"/>.</summary>
    static abstract void InputGradients<TVector>(int segment, ref float p, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Adds what a segment has of the gradient of every parameter to <paramref name="gradients"/>, after <see cref="Backward"/>; of each tensor the rows of a share.</summary>
    static abstract void ParameterGradients<TVector>(int segment, RowShare share, ref float w, ref float scratch, ref float gradients) where TVector : struct, IVector<TVector>;
}

using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// The unrolled code of a model for one block of samples, as the generator emits it. Parameters, workspace and
/// gradients are passed as the first element of memory laid out as <see cref="Layout"/> says.
/// </summary>
/// <remarks>
/// To predict: <see cref="Forward"/>, <see cref="Activate"/>. To train: <see cref="Forward"/>, <see cref="Loss"/>,
/// <see cref="LossGradient"/>, <see cref="Backward"/>, <see cref="ParameterGradients"/>. For a loss of the caller's own:
/// <see cref="ActivationGradient"/> in place of the two about the loss.
/// </remarks>
public interface IUnrolledNetwork : IBlockMemory
{
    /// <summary>Sizes and places in the workspace.</summary>
    static abstract NetworkLayout Layout { get; }

    /// <summary>Every layer at every step, up to the logits where the loss takes logits.</summary>
    static abstract void Forward<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The final activation, where the loss takes its logits; nothing elsewhere.</summary>
    static abstract void Activate<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The loss of each output step.</summary>
    static abstract void Loss<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The gradient of the loss with respect to what the last layer gives.</summary>
    static abstract void LossGradient<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The adjoint of <see cref="Activate"/>.</summary>
    static abstract void ActivationGradient<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Backpropagation through time.</summary>
    static abstract void Backward<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The gradient of the network's inputs, after <see cref="Backward"/>.</summary>
    static abstract void InputGradients<TLanes>(ref float p, ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Adds the gradient of every parameter to <paramref name="gradients"/>, after <see cref="Backward"/>; of each tensor the rows of a share.</summary>
    static abstract void ParameterGradients<TLanes>(RowShare share, ref float w, ref float scratch, ref float gradients) where TLanes : struct, ILanes<TLanes>;
}

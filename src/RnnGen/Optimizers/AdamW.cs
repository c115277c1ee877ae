using System.Numerics;

namespace RnnGen;

/// <summary><see cref="Adam"/> with decoupled weight decay.</summary>
/// <remarks>
/// I. Loshchilov, F. Hutter, <em>Decoupled Weight Decay Regularization</em>, 2019. As <c>torch.optim.AdamW</c>: each
/// step first does p ← (1 − η λ) p and then Adam's step without a penalty, so the decay is not divided by the gradient's
/// size. The decay applies to <em>all</em> parameters, biases included, as PyTorch's does without
/// parameter groups. Keras does the same; its ε differs as told at <see cref="Adam"/>, and its default λ is 0.004.
/// </remarks>
public sealed class AdamW : Optimizer
{
    private Vector<float>[] states = [];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Size of a step, finite and not negative.</param>
    public AdamW(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the running mean, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = Decay(value, nameof(Beta1)); } = 0.9;

    /// <summary>Decay of the running mean square, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = Decay(value, nameof(Beta2)); } = 0.999;

    /// <summary>Added to the root so that it can be divided by. Default 1e-8.</summary>
    public double Epsilon { get; init => field = NotNegative(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>λ: each step multiplies every parameter by 1 − η λ. Default 0.01.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); } = 0.01;

    /// <summary>Whether to divide by the largest mean square so far, so that steps never grow again.</summary>
    public bool AmsGrad { get; init; }

    /// <inheritdoc/>
    protected override void AllocateState(int length) => states = ElementwiseUpdate.AllocateStates<AdamRule>(length);

    /// <inheritdoc/>
    private protected override bool CanUpdateRanges => true;

    /// <inheritdoc/>
    protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients) => Apply(parameters, gradients, [new(0, parameters.Length)]);

    /// <inheritdoc/>
    private protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterRange> ranges)
    {
        AdamRule rule = new((float)LearningRate, Steps, Beta1, Beta2, Epsilon, AmsGrad, penalty: 0, decoupledDecay: WeightDecay);
        ElementwiseUpdate.Run(rule, parameters, gradients, states, ranges);
    }
}

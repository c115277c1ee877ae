using System.Numerics;

namespace RnnGen;

/// <summary>Steps along the running mean of the gradient, scaled by its running root mean square.</summary>
/// <remarks>
/// D. Kingma, J. Ba, <em>Adam: A Method for Stochastic Optimization</em>, 2015; AMSGrad: S. Reddi, S. Kale, S. Kumar,
/// <em>On the Convergence of Adam and Beyond</em>, 2018. As <c>torch.optim.Adam</c>: with parameters p, gradient g,
/// learning rate η, weight decay λ and t counting steps from 1,
/// <code>
/// g ← g + λ p
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²            with AMSGrad, v̂ ← max(v̂, v), used for v below
/// p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
/// </code>
/// Keras has ε = 1e-7 and adds it to √v before the correction of bias (the paper's ε̂), and its <c>weight_decay</c> is
/// decoupled, as in <see cref="AdamW"/>.
/// </remarks>
public sealed class Adam : Optimizer
{
    private Vector<float>[] states = [];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Size of a step, finite and not negative.</param>
    public Adam(double learningRate = 0.001)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the running mean, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = Decay(value, nameof(Beta1)); } = 0.9;

    /// <summary>Decay of the running mean square, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = Decay(value, nameof(Beta2)); } = 0.999;

    /// <summary>Added to the root so that it can be divided by. Default 1e-8.</summary>
    public double Epsilon { get; init => field = NotNegative(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>L2 penalty, added to the gradient as λ p. Default 0. <see cref="AdamW"/> is usually the better choice.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); }

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
        AdamRule rule = new((float)LearningRate, Steps, Beta1, Beta2, Epsilon, AmsGrad, WeightDecay, decoupledDecay: 0);
        ElementwiseUpdate.Run(rule, parameters, gradients, states, ranges);
    }
}

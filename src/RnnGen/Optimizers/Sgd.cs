using System.Numerics;

namespace RnnGen;

/// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
/// <remarks>
/// As <c>torch.optim.SGD</c> with dampening 0. With parameters p, gradient g, learning rate η, momentum μ, weight decay λ:
/// <code>
/// g ← g + λ p
/// b ← μ b + g                       (b starts at 0)
/// p ← p − η b                       or, with Nesterov, p ← p − η (g + μ b)
/// </code>
/// Keras multiplies by η inside the momentum (v ← μ v − η g, p ← p + v), which is the same as long as η stays
/// constant; its <c>weight_decay</c> is decoupled (p ← p − η λ p, as in <see cref="AdamW"/>).
/// </remarks>
public sealed class Sgd : Optimizer
{
    private Vector<float>[] states = [];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Size of a step, finite and not negative.</param>
    public Sgd(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <summary>How much of the previous step goes on, in [0, 1). Default 0.</summary>
    public double Momentum { get; init => field = Decay(value, nameof(Momentum)); }

    /// <summary>Whether to look ahead along the momentum (Y. Nesterov, 1983); needs <see cref="Momentum"/>.</summary>
    public bool Nesterov { get; init; }

    /// <summary>L2 penalty, added to the gradient as λ p. Default 0.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); }

    /// <inheritdoc/>
    protected override void AllocateState(int length)
    {
        if (Nesterov && Momentum == 0)
        {
            throw new InvalidOperationException("Nesterov needs a Momentum greater than 0, for example 0.9.");
        }

        states = Momentum == 0 ? [] : ElementwiseUpdate.AllocateStates<MomentumRule>(length);
    }

    /// <inheritdoc/>
    private protected override bool CanUpdateRanges => true;

    /// <inheritdoc/>
    private protected override bool MovesWithoutGradient => Momentum > 0 || WeightDecay > 0;

    /// <inheritdoc/>
    protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients) => Apply(parameters, gradients, [new(0, parameters.Length)]);

    /// <inheritdoc/>
    private protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterRange> ranges)
    {
        if (Momentum == 0)
        {
            PlainRule plain = new((float)LearningRate, (float)WeightDecay);
            ElementwiseUpdate.Run(plain, parameters, gradients, states, ranges);
        }
        else
        {
            MomentumRule momentum = new((float)LearningRate, (float)WeightDecay, (float)Momentum, Nesterov);
            ElementwiseUpdate.Run(momentum, parameters, gradients, states, ranges);
        }
    }

    private readonly struct PlainRule(float learningRate, float weightDecay) : IUpdateRule
    {
        public static int StatesPerParameter => 0;

        public Vector<float> Step(Vector<float> parameters, Vector<float> gradients, Span<Vector<float>> states) =>
            parameters - ((gradients + (parameters * weightDecay)) * learningRate);
    }

    private readonly struct MomentumRule(float learningRate, float weightDecay, float momentum, bool nesterov) : IUpdateRule
    {
        public static int StatesPerParameter => 1;

        public Vector<float> Step(Vector<float> parameters, Vector<float> gradients, Span<Vector<float>> states)
        {
            Vector<float> g = gradients + (parameters * weightDecay);
            Vector<float> b = ElementwiseUpdate.Remembered((states[0] * momentum) + g);
            states[0] = b;
            return parameters - ((nesterov ? g + (b * momentum) : b) * learningRate);
        }
    }
}

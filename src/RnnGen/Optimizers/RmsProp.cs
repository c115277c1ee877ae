using System.Numerics;

namespace RnnGen;

/// <summary>Divides each gradient by the root of its running mean square (T. Tieleman, G. Hinton, 2012).</summary>
/// <remarks>
/// As <c>torch.optim.RMSprop</c>. With parameters p, gradient g, learning rate η, smoothing α, momentum μ, weight decay λ:
/// <code>
/// g ← g + λ p
/// v ← α v + (1 − α) g²
/// d = √v + ε                        or, centered, a ← α a + (1 − α) g, d = √(v − a²) + ε   (A. Graves, 2013)
/// p ← p − η g/d                     or, with momentum, b ← μ b + g/d, p ← p − η b
/// </code>
/// v − a², a variance, is kept from going below 0 by rounding, where PyTorch would yield NaN.
/// Keras calls α <c>rho</c> with default 0.9, adds ε (1e-7) under the root, and multiplies by η inside the momentum.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private Vector<float>[] states = [];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Size of a step, finite and not negative.</param>
    public RmsProp(double learningRate = 0.01)
        : base(learningRate)
    {
    }

    /// <summary>Decay of the running means, in [0, 1). Default 0.99.</summary>
    public double Alpha { get; init => field = Decay(value, nameof(Alpha)); } = 0.99;

    /// <summary>Added to the root so that it can be divided by. Default 1e-8.</summary>
    public double Epsilon { get; init => field = NotNegative(value, nameof(Epsilon)); } = 1e-8;

    /// <summary>How much of the previous step goes on, in [0, 1). Default 0.</summary>
    public double Momentum { get; init => field = Decay(value, nameof(Momentum)); }

    /// <summary>Whether to divide by the running standard deviation instead of the root mean square.</summary>
    public bool Centered { get; init; }

    /// <summary>L2 penalty, added to the gradient as λ p. Default 0.</summary>
    public double WeightDecay { get; init => field = NotNegative(value, nameof(WeightDecay)); }

    /// <inheritdoc/>
    protected override void AllocateState(int length) => states = ElementwiseUpdate.AllocateStates<Rule>(length);

    /// <inheritdoc/>
    private protected override bool CanUpdateRanges => true;

    /// <inheritdoc/>
    protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients) => Apply(parameters, gradients, [new(0, parameters.Length)]);

    /// <inheritdoc/>
    private protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterRange> ranges)
    {
        Rule rule = new()
        {
            LearningRate = (float)LearningRate,
            WeightDecay = (float)WeightDecay,
            Alpha = (float)Alpha,
            OneMinusAlpha = (float)(1 - Alpha),
            Epsilon = new Vector<float>((float)Epsilon),
            Momentum = (float)Momentum,
            Centered = Centered,
        };
        ElementwiseUpdate.Run(rule, parameters, gradients, states, ranges);
    }

    private readonly struct Rule : IUpdateRule
    {
        /// <summary>Mean square v, mean a, momentum b.</summary>
        public static int StatesPerParameter => 3;

        public float LearningRate { get; init; }

        public float WeightDecay { get; init; }

        public float Alpha { get; init; }

        public float OneMinusAlpha { get; init; }

        public Vector<float> Epsilon { get; init; }

        public float Momentum { get; init; }

        public bool Centered { get; init; }

        public Vector<float> Step(Vector<float> parameters, Vector<float> gradients, Span<Vector<float>> states)
        {
            Vector<float> g = gradients + (parameters * WeightDecay);
            Vector<float> v = ElementwiseUpdate.Remembered((states[0] * Alpha) + (g * g * OneMinusAlpha));
            states[0] = v;
            if (Centered)
            {
                Vector<float> a = ElementwiseUpdate.Remembered((states[1] * Alpha) + (g * OneMinusAlpha));
                states[1] = a;
                v = Vector.Max(v - (a * a), Vector<float>.Zero);
            }

            Vector<float> step = g / (Vector.SquareRoot(v) + Epsilon);
            if (Momentum != 0)
            {
                step = ElementwiseUpdate.Remembered(step + (states[2] * Momentum));
                states[2] = step;
            }

            return parameters - (step * LearningRate);
        }
    }
}

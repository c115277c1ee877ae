using System.Numerics;

namespace RnnGen;

/// <summary>The step that <see cref="Adam"/> and <see cref="AdamW"/> share; they differ in where decay enters.</summary>
internal readonly struct AdamRule : IUpdateRule
{
    private readonly float penalty;
    private readonly float shrinkage;
    private readonly float beta1;
    private readonly float oneMinusBeta1;
    private readonly float beta2;
    private readonly float oneMinusBeta2;
    private readonly float stepSize;
    private readonly bool amsGrad;
    private readonly Vector<float> rootCorrection;
    private readonly Vector<float> epsilon;

    /// <summary>The constants of one step.</summary>
    /// <param name="learningRate">Learning rate η.</param>
    /// <param name="step">Number t of the step, from 1.</param>
    /// <param name="beta1">Decay of the mean.</param>
    /// <param name="beta2">Decay of the mean square.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="amsGrad">Whether to divide by the largest mean square so far.</param>
    /// <param name="penalty">λ of an L2 penalty, added to the gradient as λ p.</param>
    /// <param name="decoupledDecay">λ of decoupled decay, which multiplies p by 1 − η λ.</param>
    public AdamRule(
        float learningRate, long step, double beta1, double beta2, double epsilon, bool amsGrad, double penalty, double decoupledDecay)
    {
        // In double: 1 − β₂ has only three digits left of a float's seven.
        stepSize = (float)(learningRate / (1 - Math.Pow(beta1, step)));
        rootCorrection = new Vector<float>((float)Math.Sqrt(1 - Math.Pow(beta2, step)));
        this.beta1 = (float)beta1;
        oneMinusBeta1 = (float)(1 - beta1);
        this.beta2 = (float)beta2;
        oneMinusBeta2 = (float)(1 - beta2);
        this.epsilon = new Vector<float>((float)epsilon);
        this.amsGrad = amsGrad;
        this.penalty = (float)penalty;
        shrinkage = (float)(1 - (learningRate * decoupledDecay));
    }

    /// <summary>Mean m, mean square v, largest mean square.</summary>
    public static int StatesPerParameter => 3;

    /// <inheritdoc/>
    public Vector<float> Step(Vector<float> parameters, Vector<float> gradients, Span<Vector<float>> states)
    {
        Vector<float> g = gradients + (parameters * penalty);
        Vector<float> m = ElementwiseUpdate.Remembered((states[0] * beta1) + (g * oneMinusBeta1));
        Vector<float> v = ElementwiseUpdate.Remembered((states[1] * beta2) + (g * g * oneMinusBeta2));
        states[0] = m;
        states[1] = v;
        if (amsGrad)
        {
            v = Vector.Max(states[2], v);
            states[2] = v;
        }

        return (parameters * shrinkage) - (m / ((Vector.SquareRoot(v) / rootCorrection) + epsilon) * stepSize);
    }
}

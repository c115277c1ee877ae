using RnnGen;

namespace Forecasting.OneStep;

/// <summary>
/// An optimizer of one's own: it takes another's steps but holds a final Dense(1) at the identity, y = 1·x + 0. What the
/// recurrent unit before it puts out is then the forecast, and the loss is of that, as in the book's networks that end
/// with SimpleRNN(1).
/// </summary>
internal sealed class IdentityOutput : Optimizer
{
    private readonly Optimizer inner;

    /// <summary>Makes the network's last layer the identity, to be held there.</summary>
    /// <param name="network">A network that ends with a Dense(1) behind one unit.</param>
    /// <param name="inner">What changes all other parameters; its learning rate is kept.</param>
    public IdentityOutput(IRnnModel<float, float> network, Optimizer inner)
        : base(inner.LearningRate)
    {
        this.inner = inner;
        using ParameterEdit edit = network.EditParameters();
        SetLastLayer(edit.Values);
    }

    /// <inheritdoc/>
    protected override void AllocateState(int length) => inner.Reset();

    /// <inheritdoc/>
    protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        inner.LearningRate = LearningRate;
        inner.Update(parameters, gradients);
        SetLastLayer(parameters);
    }

    private static void SetLastLayer(Span<float> parameters)
    {
        parameters[^2] = 1; // dense1.weight [1, 1]
        parameters[^1] = 0; // dense1.bias [1]
    }
}

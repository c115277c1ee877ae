namespace RnnGen;

/// <summary>
/// A layer of leaky integrators (Jaeger et al. 2007) with a learnt gain for each unit:
/// h_t = (1 − α) h_{t−1} + α tanh(W x_t + b + U h_{t−1}), y_t = g ⊙ h_t.
/// </summary>
public sealed class LeakyRnnAttribute : RecurrentLayerAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="units">Number of units, from 1 to 65,536.</param>
    public LeakyRnnAttribute(int units) => Units = units;

    /// <summary>Number of units, which are also the layer's outputs at each step.</summary>
    public int Units { get; }

    /// <summary>α, the share of a state that is new at each step: from 0.01 to 1, 0.5 by default.</summary>
    public double Leak { get; set; } = 0.5;
}

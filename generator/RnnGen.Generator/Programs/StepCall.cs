using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>One layer at one time step: a box of the unrolled network's picture.</summary>
/// <param name="variant">What it computes: the layer's step, specialised to what is known of the call.</param>
/// <param name="step">The time step, from 0.</param>
/// <param name="inputs">Where its inputs come from.</param>
/// <param name="states">Where the states come from that it continues.</param>
internal sealed class StepCall(StepVariant variant, int step, IReadOnlyList<Operand> inputs, StateSource states)
{
    public Layer Layer => Variant.Layer;

    public StepVariant Variant { get; } = variant;

    /// <summary>The time step, from 0.</summary>
    public int Step { get; } = step;

    public IReadOnlyList<Operand> Inputs { get; } = inputs;

    /// <summary>Where the states come from that it continues.</summary>
    public StateSource States { get; } = states;

    /// <summary>Whether the states that it continues are known to be zero, so that nobody wants a gradient of them.</summary>
    public bool BeginsAtZero => States is StateSource.Zero;
}

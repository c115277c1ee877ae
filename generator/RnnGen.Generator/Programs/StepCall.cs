using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>One layer at one time step: a box of the unrolled network's picture.</summary>
internal sealed class StepCall(Layer layer, int step, IReadOnlyList<Operand> inputs, StepCall? previous)
{
    public Layer Layer { get; } = layer;

    /// <summary>The time step, from 0.</summary>
    public int Step { get; } = step;

    public IReadOnlyList<Operand> Inputs { get; } = inputs;

    /// <summary>The call whose states this one continues, the layer's own or one before its first; null where the states are zero.</summary>
    public StepCall? Previous { get; } = previous;

    /// <summary>What the call computes, specialised to what is known of it.</summary>
    public StepVariant Variant { get; set; } = null!;

    /// <summary>For each result of the step: whether any call or the caller uses it.</summary>
    public bool[] Used { get; } = new bool[Results.Count(layer)];
}

using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>How many rows a layer's methods may touch of what they are handed.</summary>
/// <param name="layer">The layer.</param>
/// <param name="lowering">What the lanes hold.</param>
/// <param name="stepBufferRows">Rows of a call's step buffer.</param>
/// <param name="rowGradientRows">Rows that an adjoint leaves.</param>
internal sealed class Extents(Layer layer, Lowering lowering, int stepBufferRows, int rowGradientRows = 0)
{
    public int this[Origin origin] => origin.Place switch
    {
        Place.Input or Place.InputGradient => lowering.Rows(layer.Inputs[origin.Index].Length),
        Place.Previous or Place.StateGradient => VariantPlan.StateRows(lowering, layer),
        Place.StepBuffer => stepBufferRows,
        Place.Gradient => lowering.Rows(layer.OutputSize),
        Place.RowGradient => rowGradientRows,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Has no rows."),
    };

    /// <summary>The same for an adjoint.</summary>
    public Extents With(int rowGradients) => new(layer, lowering, stepBufferRows, rowGradients);
}

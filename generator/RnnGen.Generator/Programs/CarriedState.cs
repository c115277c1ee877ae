using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>A state that the caller gives and gets.</summary>
/// <param name="First">The first call of the layer, which goes on with it.</param>
/// <param name="Last">The last one, whose result it is afterwards.</param>
/// <param name="Index">Its number among the layer's states.</param>
/// <param name="IsReached">Whether a gradient comes back to it: not where it is cut before.</param>
internal sealed record CarriedState(StepCall First, StepCall Last, int Index, bool IsReached)
{
    public Layer Layer => Last.Layer;

    public Port State => Layer.States[Index];
}

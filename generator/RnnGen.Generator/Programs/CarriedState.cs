using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>A state that the caller gives and gets.</summary>
/// <param name="First">The first call of the layer, which goes on with it.</param>
/// <param name="Last">The last one, whose result it is afterwards.</param>
/// <param name="Index">Its number among the layer's states.</param>
internal sealed record CarriedState(StepCall First, StepCall Last, int Index)
{
    public Layer Layer => Last.Layer;

    public Port State => Layer.States[Index];
}

using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>Outputs of a batch. Its memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="inputs">[batch, InputLength, InputSize]</param>
/// <param name="inputCount">How many values these are.</param>
/// <param name="outputs">Receives [batch, OutputLength, OutputSize].</param>
/// <param name="outputCount">How many values these are.</param>
/// <param name="workspace">Scratch memory.</param>
/// <param name="keep">Whether each block keeps its memory for a backward pass.</param>
internal readonly unsafe struct PredictPass<TNetwork>(
    float* parameters, float* inputs, int inputCount, float* outputs, int outputCount, ModelWorkspace workspace, bool keep) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
{
    public bool Sums => false;

    public ref float Memory(int block, int slot) => ref keep ? ref workspace.ForTraining(block) : ref workspace.ForPrediction(slot);

    public void Compute<TLanes>(ref float w, int first, int samples)
        where TLanes : struct, ILanes<TLanes>
    {
        NetworkLayout layout = TNetwork.Layout;
        ref float p = ref *parameters;
        BlockInputs.Pack<TLanes>(layout, new ReadOnlySpan<float>(inputs, inputCount), first, samples, ref w);
        TNetwork.Forward<TLanes>(ref p, ref w);
        TNetwork.Activate<TLanes>(ref p, ref w);
        for (int step = 0; step < layout.OutputLength; step++)
        {
            LanePacking.Unpack<TLanes>(
                ref Rows.At<TLanes>(ref w, layout.Outputs[step]),
                layout.OutputSize,
                new Span<float>(outputs, outputCount)[((first * layout.OutputsPerSample) + (step * layout.OutputSize))..],
                layout.OutputsPerSample,
                samples);
        }
    }

    public void Sum<TLanes>(ref float w, int samples, int member, int members)
        where TLanes : struct, ILanes<TLanes>
    {
    }
}

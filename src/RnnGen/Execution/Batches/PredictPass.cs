namespace RnnGen.Runtime;

/// <summary>Outputs of a batch. Its memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="inputs">The inputs of the batch.</param>
/// <param name="outputs">Receives [batch, OutputLength, OutputSize].</param>
/// <param name="outputCount">How many values these are.</param>
/// <param name="workspace">Scratch memory.</param>
/// <param name="states">The states before the first step and after the last.</param>
/// <param name="keep">Whether each block keeps its memory for a backward pass.</param>
internal readonly unsafe struct PredictPass<TNetwork, TInputs>(
    float* parameters, TInputs inputs, float* outputs, int outputCount, BatchStates states, ModelWorkspace workspace, bool keep) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
    where TInputs : struct, IInputs
{
    public GradientSums Gradients => default;

    /// <summary>Whether the sequence is gone through in stretches that share their memory.</summary>
    private bool IsInSegments => !keep && TNetwork.PredictionSegments > 0;

    public ref float Memory(int block, int slot) => ref workspace.Block(keep ? block : slot, IsInSegments ? TNetwork.PredictionRows : TNetwork.Rows);

    public void Load<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        inputs.Pack<TVector>(TNetwork.Layout, first, samples, ref w);
        StatePacking.Load<TVector>(TNetwork.Layout, IsInSegments ? StateRows.PredictionInitial : StateRows.Initial, states.Given, first, samples, ref w);
    }

    public void Compute<TVector>(ref float w)
        where TVector : struct, IVector<TVector>
    {
        if (IsInSegments)
        {
            for (int segment = 0; segment < TNetwork.PredictionSegments; segment++)
            {
                TNetwork.Predict<TVector>(segment, ref *parameters, ref w);
            }

            return;
        }

        TNetwork.Forward<TVector>(ref *parameters, ref w);
        TNetwork.Activate<TVector>(ref *parameters, ref w);
    }

    public void ComputeBack<TVector>(int segment, ref float w)
        where TVector : struct, IVector<TVector>
    {
    }

    public void Store<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        NetworkLayout layout = TNetwork.Layout;
        StridedRows rows = IsInSegments ? layout.Prediction!.Outputs : layout.Outputs;
        for (int step = 0; step < layout.OutputLength; step++)
        {
            LanePacking.Unpack<TVector>(
                ref Rows.At<TVector>(ref w, rows[step]),
                layout.OutputSize,
                new Span<float>(outputs, outputCount)[((first * layout.OutputsPerSample) + (step * layout.OutputSize))..],
                layout.OutputsPerSample,
                samples);
        }

        StatePacking.Store<TVector>(layout, IsInSegments ? StateRows.PredictionFinal : StateRows.Final, states.Taken, first, samples, ref w);
    }

    public void SumLosses<TVector>(ref float w, int samples)
        where TVector : struct, IVector<TVector>
    {
    }
}

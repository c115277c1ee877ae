namespace RnnGen.Runtime;

/// <summary>The vector–Jacobian product of a batch whose forward pass is in the workspace. Its memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="outputGradients">[batch, OutputLength, OutputSize]</param>
/// <param name="outputCount">How many values these are.</param>
/// <param name="parameterGradients">What the gradient of the parameters is added to.</param>
/// <param name="inputGradients">Receives [batch, InputLength, InputSize]; null if not wanted.</param>
/// <param name="inputCount">How many values these are.</param>
/// <param name="stateGradients">The gradients of the states after the last step, and before the first.</param>
/// <param name="workspace">Holds the forward pass.</param>
internal readonly unsafe struct BackwardPass<TNetwork>(
    float* parameters, float* outputGradients, int outputCount, float* parameterGradients, float* inputGradients, int inputCount, BatchStates stateGradients, ModelWorkspace workspace) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
{
    public GradientSums Gradients => new(parameterGradients, TNetwork.Layout.SummedParameters, workspace);

    public ref float Memory(int block, int slot) => ref workspace.Block(block, TNetwork.Rows);

    public void Load<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        NetworkLayout layout = TNetwork.Layout;
        Rows.ClearStateGradients(ref w, layout, TVector.Pitch);
        StatePacking.Load<TVector>(layout, StateRows.Gradient, stateGradients.Given, first, samples, ref w);
        for (int step = 0; step < layout.OutputLength; step++)
        {
            ref float rows = ref Rows.At<TVector>(ref w, layout.OutputGradients[step]);
            LanePacking.PackZeroPadded<TVector>(
                new ReadOnlySpan<float>(outputGradients, outputCount)[((first * layout.OutputsPerSample) + (step * layout.OutputSize))..],
                layout.OutputsPerSample,
                samples,
                layout.OutputSize,
                ref rows);
            Rows.Flush<TVector>(ref rows, layout.OutputSize);
        }
    }

    public void Compute<TVector>(ref float w)
        where TVector : struct, IVector<TVector>
    {
        TNetwork.ActivationGradient<TVector>(ref *parameters, ref w);
    }

    public void ComputeBack<TVector>(int segment, ref float w)
        where TVector : struct, IVector<TVector>
    {
        TNetwork.Backward<TVector>(segment, ref *parameters, ref w);
        if (inputGradients != null)
        {
            TNetwork.InputGradients<TVector>(segment, ref *parameters, ref w);
        }
    }

    public void Store<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        StatePacking.Store<TVector>(TNetwork.Layout, StateRows.Gradient, stateGradients.Taken, first, samples, ref w);
        if (inputGradients != null)
        {
            InputGradientRows.Unpack<TVector>(TNetwork.Layout, ref w, new Span<float>(inputGradients, inputCount), first, samples);
        }
    }

    public void SumLosses<TVector>(ref float w, int samples)
        where TVector : struct, IVector<TVector>
    {
    }
}

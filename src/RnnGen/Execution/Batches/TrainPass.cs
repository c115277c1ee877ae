namespace RnnGen.Runtime;

/// <summary>Losses of a batch and the gradient of their mean. Its memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="inputs">[batch, InputLength, InputSize]</param>
/// <param name="inputCount">How many values these are.</param>
/// <param name="targets">The targets of the batch.</param>
/// <param name="weight">What a target that counts weighs in the mean.</param>
/// <param name="gradients">What the gradient of the parameters is added to; null if it is not wanted.</param>
/// <param name="workspace">Scratch memory.</param>
internal unsafe struct TrainPass<TNetwork, TTargets>(
    float* parameters, float* inputs, int inputCount, TTargets targets, float weight, float* gradients, ModelWorkspace workspace) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
    where TTargets : struct, ITargets
{
    public readonly GradientSums Gradients => new(gradients, TNetwork.Layout.ParameterCount, workspace);

    /// <summary>Sum of the losses that count, of the samples so far.</summary>
    public double Total { get; private set; }

    public readonly ref float Memory(int block, int slot) => ref workspace.Block(slot, TNetwork.Rows);

    public readonly void Take<TVector>(ref float w, int first, int samples)
        where TVector : struct, ILanes<TVector>
    {
        BlockInputs.Pack<TVector>(TNetwork.Layout, new ReadOnlySpan<float>(inputs, inputCount), first, samples, ref w);
        targets.Mask<TVector>(TNetwork.Layout, first, samples, ref w);
        targets.Pack<TVector>(TNetwork.Layout, first, samples, weight, ref w);
        StatePacking.Take<TVector>(TNetwork.Layout, StateRows.Initial, default, first, samples, ref w);
        Rows.ClearStateGradients(ref w, TNetwork.Layout, TVector.Pitch);
    }

    public readonly void Compute<TLanes>(ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        TNetwork.Forward<TLanes>(ref *parameters, ref w);
        TNetwork.Loss<TLanes>(ref *parameters, ref w);
        if (gradients != null)
        {
            TNetwork.LossGradient<TLanes>(ref *parameters, ref w);
        }
    }

    public readonly void ComputeBack<TLanes>(int segment, ref float w)
        where TLanes : struct, ILanes<TLanes> =>
        TNetwork.Backward<TLanes>(segment, ref *parameters, ref w);

    public readonly void Give<TVector>(ref float w, int first, int samples)
        where TVector : struct, ILanes<TVector>
    {
    }

    public void Tally<TVector>(ref float w, int samples)
        where TVector : struct, ILanes<TVector>
    {
        NetworkLayout layout = TNetwork.Layout;
        double sum = 0;
        for (int step = 0; step < layout.OutputLength; step++)
        {
            ReadOnlySpan<float> losses = Rows.Span<TVector>(ref w, layout.Losses[step]);
            ReadOnlySpan<float> weights = Rows.Span<TVector>(ref w, layout.LossWeights[step]);
            for (int sample = 0; sample < samples; sample++)
            {
                // A target that does not count has weight 0; its loss may be anything.
                sum += weights[sample] != 0 ? losses[sample] : 0;
            }
        }

        Total += sum;
    }
}

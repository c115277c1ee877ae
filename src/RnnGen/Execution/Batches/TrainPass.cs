namespace RnnGen.Runtime;

/// <summary>Losses of a batch and the gradient of their mean. Its memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="inputs">The inputs of the batch.</param>
/// <param name="targets">The targets of the batch.</param>
/// <param name="weight">What a target that counts weighs in the mean.</param>
/// <param name="gradients">What the gradient of the parameters is added to; null if it is not wanted.</param>
/// <param name="inputGradients">Receives the gradients of the inputs, [batch, InputLength, InputSize]; null if not wanted.</param>
/// <param name="inputCount">How many values these are.</param>
/// <param name="extras">What it brings besides inputs and targets.</param>
/// <param name="workspace">Scratch memory.</param>
internal unsafe struct TrainPass<TNetwork, TInputs, TTargets>(
    float* parameters, TInputs inputs, TTargets targets, float weight, float* gradients, float* inputGradients, int inputCount, BatchExtras extras, ModelWorkspace workspace) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
    where TInputs : struct, IInputs
    where TTargets : struct, ITargets
{
    public readonly GradientSums Gradients => new(gradients, TNetwork.Layout.SummedParameters, workspace);

    /// <summary>Sum of the losses that count, of the samples so far.</summary>
    public double Total { get; private set; }

    public readonly ref float Memory(int block, int slot) => ref workspace.Block(slot, TNetwork.Rows);

    public readonly void Load<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        inputs.Pack<TVector>(TNetwork.Layout, first, samples, ref w);
        targets.Mask<TVector>(TNetwork.Layout, first, samples, ref w);
        targets.Pack<TVector>(TNetwork.Layout, first, samples, weight, ref w);
        StatePacking.Load<TVector>(TNetwork.Layout, StateRows.Initial, extras.States.Given, first, samples, ref w);
        Rows.ClearStateGradients(ref w, TNetwork.Layout, TVector.Pitch);
    }

    public readonly void Compute<TVector>(ref float w)
        where TVector : struct, IVector<TVector>
    {
        TNetwork.Forward<TVector>(ref *parameters, ref w);
        TNetwork.Loss<TVector>(ref *parameters, ref w);
        if (gradients != null)
        {
            TNetwork.LossGradient<TVector>(ref *parameters, ref w);
        }
    }

    public readonly void ComputeBack<TVector>(int segment, ref float w)
        where TVector : struct, IVector<TVector>
    {
        TNetwork.Backward<TVector>(segment, ref *parameters, ref w);
        if (inputGradients != null)
        {
            TNetwork.InputGradients<TVector>(segment, ref *parameters, ref w);
        }
    }

    public readonly void Store<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        StatePacking.Store<TVector>(TNetwork.Layout, StateRows.Final, extras.States.Taken, first, samples, ref w);
        if (inputGradients != null)
        {
            InputGradientRows.Unpack<TVector>(TNetwork.Layout, ref w, new Span<float>(inputGradients, inputCount), first, samples);
        }
    }

    public void SumLosses<TVector>(ref float w, int samples)
        where TVector : struct, IVector<TVector>
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
                sum += weights[sample] != 0 ? extras.Weights.Of(losses[sample], weights[sample]) : 0;
            }
        }

        Total += sum;
    }
}

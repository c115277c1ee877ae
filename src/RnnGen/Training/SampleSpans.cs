using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Samples of one call: inputs, targets, and how many steps each has.</summary>
/// <param name="inputs">Inputs of a whole number of samples.</param>
/// <param name="lengths">Steps of each; empty where all have all.</param>
/// <param name="targets">Targets of the same samples.</param>
internal readonly ref struct SampleSpans<TIn, TTarget>(ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets)
    where TIn : unmanaged
    where TTarget : unmanaged
{
    public ReadOnlySpan<TIn> Inputs { get; } = inputs;

    public ReadOnlySpan<int> Lengths { get; } = lengths;

    public ReadOnlySpan<TTarget> Targets { get; } = targets;

    /// <summary>Number of samples.</summary>
    public int Count(IRnnModel<TIn, TTarget> model) => Inputs.Length / model.InputsPerSample;

    /// <summary>Some consecutive samples.</summary>
    public SampleSpans<TIn, TTarget> Slice(IRnnModel<TIn, TTarget> model, int first, int count) => new(
        Inputs.Slice(first * model.InputsPerSample, count * model.InputsPerSample),
        Lengths.IsEmpty ? [] : Lengths.Slice(first, count),
        Targets.Slice(first * model.TargetsPerSample, count * model.TargetsPerSample));

    /// <summary>Their mean loss.</summary>
    public float Loss(IRnnModel<TIn, TTarget> model) =>
        Lengths.IsEmpty ? model.ComputeLoss(Inputs, Targets) : ((IVariableLengthModel<TIn, TTarget>)model).ComputeLoss(Inputs, Lengths, Targets);

    /// <summary>Computes their outputs.</summary>
    public void Predict(IRnnModel<TIn, TTarget> model, Span<float> outputs)
    {
        if (Lengths.IsEmpty)
        {
            model.Predict(Inputs, outputs);
        }
        else
        {
            ((IVariableLengthModel<TIn, TTarget>)model).Predict(Inputs, Lengths, outputs);
        }
    }

    /// <summary>Number of targets that the mean loss is over.</summary>
    public int CountTargets(IRnnModel<TIn, TTarget> model)
    {
        if (Lengths.IsEmpty)
        {
            return model.CountTargets(Targets);
        }

        NetworkLayout layout = ((ITrainedModel<TIn, TTarget>)model).Layout;
        if (typeof(TTarget) != typeof(int))
        {
            return SampleLengths.Total(Lengths, layout.OutputLength) * layout.TargetSize;
        }

        int count = 0;
        for (int sample = 0; sample < Lengths.Length; sample++)
        {
            count += model.CountTargets(Targets.Slice(sample * layout.OutputLength, Math.Min(Lengths[sample], layout.OutputLength)));
        }

        return count;
    }

    /// <summary>Closes up the targets of the steps that samples have, and their outputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="outputs">Their outputs; those that count come first afterwards.</param>
    /// <param name="targets">Receives the targets that count.</param>
    /// <returns>How many outputs and targets these are.</returns>
    public (int Outputs, int Targets) Close(IRnnModel<TIn, TTarget> model, Span<float> outputs, Span<TTarget> targets)
    {
        NetworkLayout layout = ((ITrainedModel<TIn, TTarget>)model).Layout;
        int done = 0;
        for (int sample = 0; sample < Lengths.Length; sample++)
        {
            int steps = Math.Min(Lengths[sample], layout.OutputLength);
            outputs.Slice(sample * layout.OutputsPerSample, steps * layout.OutputSize).CopyTo(outputs[(done * layout.OutputSize)..]);
            Targets.Slice(sample * layout.TargetsPerSample, steps * layout.TargetSize).CopyTo(targets[(done * layout.TargetSize)..]);
            done += steps;
        }

        return (done * layout.OutputSize, done * layout.TargetSize);
    }
}

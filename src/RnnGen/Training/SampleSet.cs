using RnnGen.Runtime;

namespace RnnGen;

/// <summary>A whole number of samples: inputs and targets, one sample after the other, and how many steps each has.</summary>
internal readonly struct SampleSet<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    private readonly int inputsPerSample;
    private readonly int targetsPerSample;

    private SampleSet(
        ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<int> lengths, ReadOnlyMemory<TTarget> targets, int inputsPerSample, int targetsPerSample, int count)
    {
        Inputs = inputs;
        Lengths = lengths;
        Targets = targets;
        this.inputsPerSample = inputsPerSample;
        this.targetsPerSample = targetsPerSample;
        Count = count;
    }

    public ReadOnlyMemory<TIn> Inputs { get; }

    /// <summary>Steps of each sample; empty where all have all.</summary>
    public ReadOnlyMemory<int> Lengths { get; }

    public ReadOnlyMemory<TTarget> Targets { get; }

    public SampleSpans<TIn, TTarget> Spans => new(Inputs.Span, Lengths.Span, Targets.Span);

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Checks that the lengths make the same whole number of samples, at least one.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="lengths">Steps of each sample; empty where all have all. What is in the padding is no longer there afterwards.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="kind">"training" or "validation", for messages.</param>
    /// <param name="inputsName">Name of the argument that brought the inputs.</param>
    /// <param name="targetsName">Name of the argument that brought the targets.</param>
    public static SampleSet<TIn, TTarget> Create(
        IRnnModel<TIn, TTarget> model,
        ReadOnlyMemory<TIn> inputs,
        ReadOnlyMemory<int> lengths,
        ReadOnlyMemory<TTarget> targets,
        string kind,
        string inputsName,
        string targetsName)
    {
        int count = SampleCount.Of(model, inputs.Length, targets.Length, kind, inputsName, targetsName);
        if (!lengths.IsEmpty)
        {
            NetworkLayout layout = PaddedSamples.Require(model, lengths.Span, count);
            inputs = PaddedSamples.Inputs(layout, inputs.Span, lengths.Span);
            targets = PaddedSamples.Targets(layout, targets.Span, lengths.Span);
        }

        return new(inputs, lengths, targets, model.InputsPerSample, model.TargetsPerSample, count);
    }

    /// <summary>Some consecutive samples.</summary>
    public SampleSet<TIn, TTarget> Slice(int first, int count) =>
        new(
            Inputs.Slice(first * inputsPerSample, count * inputsPerSample),
            Lengths.IsEmpty ? Lengths : Lengths.Slice(first, count),
            Targets.Slice(first * targetsPerSample, count * targetsPerSample),
            inputsPerSample,
            targetsPerSample,
            count);

    /// <summary>Copies samples, in the order of <paramref name="indices"/>, to the starts of buffers.</summary>
    public void Gather(ReadOnlySpan<int> indices, Span<TIn> inputs, Span<int> lengths, Span<TTarget> targets)
    {
        ReadOnlySpan<TIn> allInputs = Inputs.Span;
        ReadOnlySpan<int> allLengths = Lengths.Span;
        ReadOnlySpan<TTarget> allTargets = Targets.Span;
        for (int i = 0; i < indices.Length; i++)
        {
            allInputs.Slice(indices[i] * inputsPerSample, inputsPerSample).CopyTo(inputs[(i * inputsPerSample)..]);
            if (!allLengths.IsEmpty)
            {
                lengths[i] = allLengths[indices[i]];
            }

            allTargets.Slice(indices[i] * targetsPerSample, targetsPerSample).CopyTo(targets[(i * targetsPerSample)..]);
        }
    }
}

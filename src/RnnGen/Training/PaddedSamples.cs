using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Samples of different lengths with nothing left of what callers had in the padding: copies, which can be looked through and counted like others.</summary>
internal static class PaddedSamples
{
    /// <summary>Requires lengths that suit a model and its samples.</summary>
    /// <returns>The model's sizes.</returns>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static NetworkLayout Require<TIn, TTarget>(IRnnModel<TIn, TTarget> model, ReadOnlySpan<int> lengths, int samples)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (model is not (IVariableLengthModel<TIn, TTarget> and ITrainedModel<TIn, TTarget> { Layout: var layout }))
        {
            throw new ArgumentException($"The sequences of {model.ModelName} all have one length: declare it with VariableLength = true to give lengths.", nameof(lengths));
        }

        SampleLengths.Require(layout, lengths, samples);
        return layout;
    }

    /// <summary>Inputs with zeros, or token 0, in the padding.</summary>
    public static TIn[] Inputs<TIn>(NetworkLayout layout, ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths)
        where TIn : unmanaged => Clean(inputs, lengths, layout.InputLength, layout.GivenPerSample / layout.InputLength, default);

    /// <summary>Targets with zeros, or the class that does not count, in the padding.</summary>
    public static TTarget[] Targets<TTarget>(NetworkLayout layout, ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> lengths)
        where TTarget : unmanaged => Clean(targets, lengths, layout.OutputLength, layout.TargetSize, Padding.NoTarget<TTarget>());

    private static T[] Clean<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> lengths, int steps, int size, T padding)
        where T : unmanaged
    {
        T[] clean = values.ToArray();
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            clean.AsSpan(sample * steps * size, steps * size)[(Math.Min(lengths[sample], steps) * size)..].Fill(padding);
        }

        return clean;
    }
}

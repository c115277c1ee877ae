using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Checks what targets are to weigh.</summary>
internal static class LossWeights
{
    /// <summary>Requires weights that suit a model and its samples.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Require<TIn, TTarget>(IRnnModel<TIn, TTarget> model, FitOptions options, int samples, string argument)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (options.ClassWeights is null && options.SampleWeights.IsEmpty)
        {
            return;
        }

        if (model is not ITrainedModel<TIn, TTarget> { Layout: var layout })
        {
            throw new ArgumentException($"{model.ModelName} is no generated model, and takes no weights.", argument);
        }

        if (options.ClassWeights is { } classes)
        {
            if (typeof(TTarget) != typeof(int))
            {
                throw new ArgumentException($"ClassWeights are for class ids, the targets of CrossEntropy, but the targets of {model.ModelName} are numbers.", argument);
            }

            if (classes.Count != layout.OutputSize)
            {
                throw new ArgumentException(Invariant($"ClassWeights has {classes.Count} values, but {model.ModelName} has {layout.OutputSize} classes."), argument);
            }

            RequireWeights("ClassWeights", [.. classes.Select(static weight => (float)weight)], argument);
        }

        if (!options.SampleWeights.IsEmpty)
        {
            int given = options.SampleWeights.Length;
            if (given != samples && given != (long)samples * layout.OutputLength)
            {
                throw new ArgumentException(
                    Invariant($"SampleWeights has {given} values, but there are {samples} samples of {layout.OutputLength} output steps: give a weight for each sample or for each step."), argument);
            }

            RequireWeights("SampleWeights", options.SampleWeights.Span, argument);
        }
    }

    private static void RequireWeights(string name, ReadOnlySpan<float> weights, string argument)
    {
        bool counts = false;
        for (int index = 0; index < weights.Length; index++)
        {
            counts |= weights[index] > 0;
            if (!(weights[index] >= 0 && float.IsFinite(weights[index])))
            {
                throw new ArgumentException(Invariant($"{name}[{index}] is {weights[index]}; a weight is finite and not negative."), argument);
            }
        }

        if (!counts)
        {
            throw new ArgumentException($"{name} are all 0, so that nothing would be learned.", argument);
        }
    }
}

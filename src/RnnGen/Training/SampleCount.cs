namespace RnnGen;

/// <summary>How many samples lengths of inputs and targets make.</summary>
internal static class SampleCount
{
    /// <summary>Requires that the lengths make the same whole number of samples, at least one.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="inputs">Number of input values.</param>
    /// <param name="targets">Number of target values.</param>
    /// <param name="kind">"training", "validation" or "evaluation", for messages.</param>
    /// <param name="inputsName">Name of the argument that brought the inputs.</param>
    /// <param name="targetsName">Name of the argument that brought the targets.</param>
    /// <returns>The number of samples.</returns>
    public static int Of<TIn, TTarget>(IRnnModel<TIn, TTarget> model, int inputs, int targets, string kind, string inputsName, string targetsName)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        int inputCount = Count(inputs, model.InputsPerSample, kind + " inputs", inputsName, model.ModelName);
        int targetCount = Count(targets, model.TargetsPerSample, kind + " targets", targetsName, model.ModelName);
        if (inputCount != targetCount)
        {
            throw new ArgumentException(
                Invariant($"The {kind} inputs hold {inputCount} samples but the {kind} targets hold {targetCount}. ")
                + Invariant($"One sample of {model.ModelName} is {model.InputsPerSample} input and {model.TargetsPerSample} target values."),
                targetsName);
        }

        return inputCount;
    }

    private static int Count(int length, int perSample, string what, string argument, string modelName)
    {
        if (length == 0)
        {
            throw new ArgumentException(Invariant($"The {what} are empty; at least one sample of {perSample} values is needed."), argument);
        }

        int count = length / perSample;
        if (count * perSample != length)
        {
            throw new ArgumentException(
                Invariant($"The {what} hold {length} values, which is not a whole number of samples: one sample of {modelName} has ")
                + Invariant($"{perSample} values, so {count * perSample} or {(count + 1L) * perSample} were expected."),
                argument);
        }

        return count;
    }
}

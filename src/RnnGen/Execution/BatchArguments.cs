using System.Globalization;

namespace RnnGen.Runtime;

/// <summary>Checks of the spans callers pass.</summary>
internal static class BatchArguments
{
    /// <summary>Number of samples in a span of inputs.</summary>
    public static int Batch(NetworkLayout layout, int inputs)
    {
        int perSample = layout.GivenPerSample;
        return inputs > 0 && inputs % perSample == 0 ? inputs / perSample : throw NoSamples(layout, inputs);
    }

    /// <summary>Requires ids of tokens that there are.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    public static void RequireTokens(NetworkLayout layout, ReadOnlySpan<int> inputs)
    {
        if (SampleChecks.FirstNoToken(layout, inputs) is >= 0 and int index)
        {
            throw NoToken(layout, inputs, index);
        }
    }

    /// <summary>Says which id is of no token.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="index">The place of the id.</param>
    public static ArgumentException NoToken(NetworkLayout layout, ReadOnlySpan<int> inputs, int index) => new(
        Invariant($"inputs[{index}] (sample {index / layout.InputLength}, step {index % layout.InputLength}, each counted from 0) is token {inputs[index]}; ")
        + SampleChecks.TokenRule(layout) + ".",
        nameof(inputs));

    /// <summary>Requires <paramref name="actual"/> to be <paramref name="batch"/> times <paramref name="perSample"/>.</summary>
    public static void Require(string name, int actual, int batch, int perSample)
    {
        if (actual != (long)batch * perSample)
        {
            throw new ArgumentException(
                Invariant($"{name} must have {(long)batch * perSample} values ({batch} samples × {perSample}), but has {actual}."), name);
        }
    }

    /// <summary>Requires <paramref name="actual"/> to be <paramref name="batch"/> times <paramref name="perSample"/>, or 0.</summary>
    public static void RequireOrEmpty(string name, int actual, int batch, int perSample)
    {
        if (actual != 0)
        {
            Require(name, actual, batch, perSample);
        }
    }

    /// <summary>Requires room for every parameter.</summary>
    public static void RequireParameters(string name, int actual, NetworkLayout layout)
    {
        if (actual != layout.ParameterCount)
        {
            throw new ArgumentException(Invariant($"{name} must have {layout.ParameterCount} values, one for each parameter, but has {actual}."), name);
        }
    }

    /// <summary>Requires the batch to fit the workspace.</summary>
    public static void RequireRoom(ModelWorkspace workspace, int batch)
    {
        if (batch > workspace.MaxBatch)
        {
            throw new ArgumentException(
                Invariant($"The workspace was made for at most {workspace.MaxBatch} samples, but the batch has {batch}."), nameof(workspace));
        }
    }

    /// <summary>Requires class ids, and gives the number of those that count: all but −1.</summary>
    public static int CountClasses(ReadOnlySpan<int> targets, int classes)
    {
        if (SampleChecks.FirstNoClass(targets, classes) is >= 0 and int index)
        {
            throw OutOfRange(nameof(targets), index, targets[index], SampleChecks.ClassRule(classes));
        }

        return SampleChecks.Count(targets);
    }

    /// <summary>Requires numbers from 0 to 1.</summary>
    public static void RequireProbabilities(ReadOnlySpan<float> targets)
    {
        if (SampleChecks.FirstImprobable(targets) is >= 0 and int index)
        {
            throw OutOfRange(nameof(targets), index, targets[index], SampleChecks.ProbabilityRule);
        }
    }

    private static ArgumentException NoSamples(NetworkLayout layout, int inputs)
    {
        string values = layout.Tokens is null
            ? Invariant($"{layout.GivenPerSample} values ({layout.InputLength} steps × {layout.InputSize} features)")
            : Invariant($"{layout.GivenPerSample} token ids, one for each step");
        return new ArgumentException(Invariant($"Inputs of one or more samples have a multiple of {values}, but inputs has {inputs}."), nameof(inputs));
    }

    /// <summary>Says which value is none that a loss takes.</summary>
    public static ArgumentOutOfRangeException OutOfRange<T>(string name, int index, T value, string rule) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"{name}[{index}] is {value}; {rule}."));
}

using System.Globalization;
using System.Numerics.Tensors;

namespace RnnGen.Runtime;

/// <summary>Finds the values that a network cannot learn from. Lengths are checked before.</summary>
internal static class SampleChecks
{
    /// <summary>What a target of binary cross-entropy has to be.</summary>
    public const string ProbabilityRule = "a target of BinaryCrossEntropy is a probability, 0 to 1";

    /// <summary>The first value that the network cannot learn from, or null; every target counts.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    public static SampleFault? Find(NetworkLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        int wrong = layout.TargetsAreProbabilities ? FirstImprobable(targets) : FirstNotFinite(targets);
        return wrong >= 0
            ? Target(layout, wrong, targets[wrong], layout.TargetsAreProbabilities ? ProbabilityRule : "targets have to be finite")
            : FindInput(layout, inputs, []);
    }

    /// <summary>The first value that the network cannot learn from, or null; targets are class ids, of which −1 does not count.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="targets">[batch, OutputLength]</param>
    public static SampleFault? Find(NetworkLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<int> targets)
    {
        int wrong = FirstNoClass(targets, layout.OutputSize);
        return wrong >= 0
            ? Target(layout, wrong, targets[wrong], ClassRule(layout.OutputSize))
            : FindInput(layout, inputs, targets);
    }

    /// <summary>The first value that the network cannot learn from, or null; inputs are token ids.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="targets">[batch, OutputLength, OutputSize]</param>
    public static SampleFault? Find(NetworkLayout layout, ReadOnlySpan<int> inputs, ReadOnlySpan<float> targets) =>
        FindToken(layout, inputs) ?? Find(layout, ReadOnlySpan<float>.Empty, targets);

    /// <summary>The first value that the network cannot learn from, or null; inputs are token ids, targets class ids.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength]</param>
    /// <param name="targets">[batch, OutputLength]</param>
    public static SampleFault? Find(NetworkLayout layout, ReadOnlySpan<int> inputs, ReadOnlySpan<int> targets) =>
        FindToken(layout, inputs) ?? Find(layout, ReadOnlySpan<float>.Empty, targets);

    /// <summary>What a token has to be.</summary>
    public static string TokenRule(NetworkLayout layout) =>
        string.Create(CultureInfo.InvariantCulture, $"the vocabulary has {layout.Tokens!.VocabularySize} tokens, 0 to {layout.Tokens.VocabularySize - 1}");

    /// <summary>Index of the first id of no token, or −1.</summary>
    public static int FirstNoToken(NetworkLayout layout, ReadOnlySpan<int> ids) => ids.IndexOfAnyExceptInRange(0, layout.Tokens!.VocabularySize - 1);

    /// <summary>What a class id has to be.</summary>
    public static string ClassRule(int classes) =>
        string.Create(CultureInfo.InvariantCulture, $"a class id is 0 to {classes - 1}, or -1 for a step that does not count");

    /// <summary>Index of the first id that is neither a class nor −1, or −1.</summary>
    public static int FirstNoClass(ReadOnlySpan<int> targets, int classes) => targets.IndexOfAnyExceptInRange(-1, classes - 1);

    /// <summary>Number of class ids that count: all but −1.</summary>
    public static int Count(ReadOnlySpan<int> targets) => targets.Length - targets.Count(-1);

    /// <summary>Index of the first value that is below 0, above 1 or NaN, or −1.</summary>
    public static int FirstImprobable(ReadOnlySpan<float> targets)
    {
        // Both are NaN where a value is.
        if (TensorPrimitives.Min(targets) >= 0 && TensorPrimitives.Max(targets) <= 1)
        {
            return -1;
        }

        int index = 0;
        while (targets[index] is >= 0 and <= 1)
        {
            index++;
        }

        return index;
    }

    /// <summary>An input that is not finite at a step whose gradient is wanted, or null.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="inputs">[batch, InputLength, InputSize]</param>
    /// <param name="ids">[batch, OutputLength]; none where every target counts.</param>
    private static SampleFault? FindInput(NetworkLayout layout, ReadOnlySpan<float> inputs, ReadOnlySpan<int> ids)
    {
        if (inputs.IsEmpty || FirstNotFinite(inputs) < 0)
        {
            return null;
        }

        int perSample = layout.InputsPerSample;
        for (int sample = 0; sample * perSample < inputs.Length; sample++)
        {
            ReadOnlySpan<float> values = inputs.Slice(sample * perSample, perSample);
            var reach = new InputReach(layout, ids.IsEmpty ? [] : ids.Slice(sample * layout.TargetsPerSample, layout.TargetsPerSample));
            for (int index = Math.Max(0, FirstNotFinite(values)); index < values.Length; index++)
            {
                if (!float.IsFinite(values[index]) && reach.Includes(index / layout.InputSize))
                {
                    return Fault(isTarget: false, (sample * perSample) + index, perSample, layout.InputSize, values[index], "inputs have to be finite");
                }
            }
        }

        return null;
    }

    private static SampleFault? FindToken(NetworkLayout layout, ReadOnlySpan<int> inputs) => FirstNoToken(layout, inputs) is >= 0 and int index
        ? Fault(isTarget: false, index, layout.InputLength, 1, inputs[index], TokenRule(layout))
        : null;

    private static int FirstNotFinite(ReadOnlySpan<float> values)
    {
        if (TensorPrimitives.IsFiniteAll(values))
        {
            return -1;
        }

        int index = 0;
        while (float.IsFinite(values[index]))
        {
            index++;
        }

        return index;
    }

    private static SampleFault Target<T>(NetworkLayout layout, int index, T value, string rule)
        where T : IFormattable =>
        Fault(isTarget: true, index, layout.TargetsPerSample, layout.TargetSize, value, rule);

    private static SampleFault Fault<T>(bool isTarget, int index, int perSample, int perStep, T value, string rule)
        where T : IFormattable =>
        new(isTarget, index, index / perSample, index % perSample / perStep, index % perStep, $"is {value.ToString(null, CultureInfo.InvariantCulture)}; {rule}");
}

using RnnGen.Generator.Networks;

namespace RnnGen.Reference;

/// <summary>One sample of a batch.</summary>
/// <param name="Inputs">[input length][input size]</param>
/// <param name="Targets">[output length][targets per step]; empty where there are none.</param>
/// <param name="MissingOutputs">Output steps that it does not have, the first ones.</param>
/// <param name="Mask">A mask at a step.</param>
internal sealed record Sample(double[][] Inputs, double[][] Targets, int MissingOutputs, Func<Mask, int, double[]> Mask);

/// <summary>Cuts flat batches into samples, and checks their lengths.</summary>
internal static class Samples
{
    /// <exception cref="ArgumentException">A length does not fit the network, or a target is no class.</exception>
    public static Sample[] Split(Network network, double[] parameters, double[] inputs, double[]? targets = null, MaskValues? masks = null)
    {
        masks ??= new MaskValues();
        Require(parameters.Length == network.ParameterCount, nameof(parameters), $"{network.ParameterCount}", parameters.Length);
        int inputsPerSample = network.InputLength * network.InputValues;
        Require(inputs.Length > 0 && inputs.Length % inputsPerSample == 0, nameof(inputs), $"a multiple of {inputsPerSample}", inputs.Length);
        int batch = inputs.Length / inputsPerSample;
        double[][] inputRows = masks.Moved(Rows(LookUp(network, parameters, inputs), nameof(inputs), batch * network.InputLength, network.InputSize), network.InputLength, padding: 0);
        double[][] targetRows = targets is null ? []
            : masks.Moved(Rows(targets, nameof(targets), batch * network.OutputLength, network.TargetsPerStep), network.OutputLength, padding: network.Criterion.TakesClasses ? -1 : 0);
        foreach (double target in network.Criterion.TakesClasses ? targetRows.SelectMany(static row => row) : [])
        {
            if (target < -1 || target >= network.OutputSize || target != Math.Truncate(target))
            {
                throw new ArgumentException($"{target} is no class: expected −1 or 0 to {network.OutputSize - 1}.", nameof(targets));
            }
        }

        return [.. Enumerable.Range(0, batch).Select(sample => new Sample(
            inputRows[(sample * network.InputLength)..((sample + 1) * network.InputLength)],
            targets is null ? [] : targetRows[(sample * network.OutputLength)..((sample + 1) * network.OutputLength)],
            Math.Max(0, network.OutputLength - (network.SequenceLength - masks.Missing(network, sample))),
            (mask, step) => masks.Of(network, mask, sample, step)))];
    }

    /// <summary>What the network's first layer takes: the inputs themselves, or the rows of tokens.</summary>
    public static double[] LookUp(Network network, double[] parameters, double[] inputs) => network.Table is not { } table
        ? inputs
        : [.. inputs.SelectMany(token => parameters.AsSpan(Row(network, token), table.Columns).ToArray())];

    /// <summary>Adds the gradients of rows of tokens to those of the parameters: nothing where inputs are numbers, and for the token that stands for none.</summary>
    public static void AddLookedUp(Network network, double[] inputs, double[] inputGradients, double[] parameterGradients)
    {
        for (int index = 0; network.Embedding is { } embedding && index < inputs.Length; index++)
        {
            for (int column = 0; column < embedding.OutputSize && inputs[index] != embedding.PaddingIndex; column++)
            {
                parameterGradients[Row(network, inputs[index]) + column] += inputGradients[(index * embedding.OutputSize) + column];
            }
        }
    }

    private static int Row(Network network, double token) => token >= 0 && token < network.Embedding!.VocabularySize && token == Math.Truncate(token)
        ? network.Table!.Offset + ((int)token * network.Table.Columns)
        : throw new ArgumentException($"{token} is no token.", nameof(token));

    /// <summary>Cuts [rows · columns] into rows.</summary>
    public static double[][] Rows(double[] values, string name, int rows, int columns)
    {
        Require(values.Length == rows * columns, name, $"{rows * columns}", values.Length);
        return [.. values.Chunk(columns)];
    }

    private static void Require(bool fits, string name, string expected, int actual)
    {
        if (!fits)
        {
            throw new ArgumentException($"Expected {expected} values, got {actual}.", name);
        }
    }
}

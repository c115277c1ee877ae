using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Every size and number by itself is within its range.</summary>
internal static class SizeRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model) =>
        Sizes(model).Select(static size => Check(size.Subject, size.Value, size.Limit)).OfType<Violation>().Concat(InputSize(model)).Concat(Layers(model)).Concat(Unroll(model));

    private static IEnumerable<(Subject Subject, int Value, int Limit)> Sizes(ModelDeclaration model)
    {
        yield return (Subject.Model("SequenceLength"), model.SequenceLength, Limits.SequenceLength);
        if (model.InputSize is { } inputSize)
        {
            yield return (Subject.Model("InputSize"), inputSize, Limits.Units);
        }

        if (model.TruncatedSteps != 0)
        {
            yield return (Subject.Model("TruncatedSteps"), model.TruncatedSteps, int.MaxValue);
        }

        if (model.OutputSteps is { } outputSteps)
        {
            // Its upper limit is the sequence length, which is a rule of the topology.
            yield return (Subject.Model("OutputSteps"), outputSteps, int.MaxValue);
        }
    }

    /// <summary>Features have a number, token ids have none.</summary>
    private static IEnumerable<Violation> InputSize(ModelDeclaration model)
    {
        bool takesTokens = Network.TakesTokens(model);
        if (takesTokens && model.InputSize is not null)
        {
            yield return Violation.Of(RuleIds.InputSizeOfTokens, Subject.Model("InputSize"), model.Name, model.Layers[0].Kind, model.SequenceLength);
        }
        else if (!takesTokens && model.InputSize is null && model.Layers.Count > 0)
        {
            yield return Violation.Of(RuleIds.NoInputSize, Subject.Model(), model.Name, model.SequenceLength);
        }
    }

    private static IEnumerable<Violation> Layers(ModelDeclaration model)
    {
        for (int index = 0; index < model.Layers.Count; index++)
        {
            LayerDeclaration layer = model.Layers[index];
            foreach (LayerOption option in LayerRegistry.Find(layer.Kind)?.Options ?? [])
            {
                if (option is not IRangeOption range || option.IsSound(layer))
                {
                    continue;
                }

                (IFormattable smallest, IFormattable largest, IFormattable value) = range.Range(layer);
                yield return range.Compare(layer) < 0
                    ? Violation.Of(RuleIds.SizeTooSmall, Subject.Layer(index, option.Name), option.Name, value, smallest)
                    : Violation.Of(RuleIds.SizeTooLarge, Subject.Layer(index, option.Name), option.Name, value, largest);
            }
        }
    }

    private static Violation? Check(Subject subject, int value, int limit) =>
        value < 1 ? Violation.Of(RuleIds.SizeTooSmall, subject, subject.Argument!, value, 1)
        : value > limit ? Violation.Of(RuleIds.SizeTooLarge, subject, subject.Argument!, value, limit)
        : null;

    private static IEnumerable<Violation> Unroll(ModelDeclaration model)
    {
        if (model.Unroll < 0)
        {
            yield return Violation.Of(RuleIds.NegativeUnroll, Subject.Model("Unroll"), model.Unroll);
        }
    }
}

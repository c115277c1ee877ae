using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Every size by itself is at least 1 and within its limit.</summary>
internal static class SizeRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model) =>
        Sizes(model).Select(static size => Check(size.Subject, size.Value, size.Limit)).OfType<Violation>().Concat(Unroll(model));

    private static IEnumerable<(Subject Subject, int Value, int Limit)> Sizes(ModelDeclaration model)
    {
        yield return (Subject.Model("SequenceLength"), model.SequenceLength, Limits.SequenceLength);
        if (model.InputSize is { } inputSize)
        {
            yield return (Subject.Model("InputSize"), inputSize, Limits.Units);
        }

        if (model.OutputSteps is { } outputSteps)
        {
            // Its upper limit is the sequence length, which is a rule of the topology.
            yield return (Subject.Model("OutputSteps"), outputSteps, int.MaxValue);
        }

        for (int index = 0; index < model.Layers.Count; index++)
        {
            if (LayerKinds.Find(model.Layers[index].Kind) is not null)
            {
                yield return (Subject.Layer(index, "Units"), model.Layers[index].Integer("Units"), Limits.Units);
            }
        }
    }

    private static Violation? Check(Subject subject, int value, int limit) =>
        value < 1 ? Violation.Of(RuleIds.SizeTooSmall, subject, subject.Argument!, value)
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

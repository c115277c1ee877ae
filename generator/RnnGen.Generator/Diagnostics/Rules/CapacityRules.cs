using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Sizes that are fine one by one must not multiply to a network whose buffers have no <c>int</c> length.</summary>
internal static class CapacityRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        // Wrong sizes have been reported by themselves; with sound ones, no product below leaves a long.
        if (model.InputSize is not { } inputSize
            || SizeRules.Check(model).Any()
            || model.Layers.Any(static layer => LayerKinds.Find(layer.Kind) is null))
        {
            yield break;
        }

        long inputs = inputSize;
        long parameters = 0;
        long keptPerStep = inputs;
        bool fits = true;
        for (int index = 0; index < model.Layers.Count; index++)
        {
            LayerDeclaration layer = model.Layers[index];
            LayerKind kind = LayerKinds.Find(layer.Kind)!;
            int units = layer.Integer("Units");
            parameters += kind.Parameters(inputs, units);
            keptPerStep += (long)units * kind.KeptPerUnit;
            inputs = units;
            if (fits && parameters > Limits.Parameters)
            {
                fits = false;
                yield return Violation.Of(
                    RuleIds.TooManyParameters, Subject.Layer(index, "Units"), model.Name, parameters, index + 1, layer.Kind, Limits.Parameters);
            }
        }

        long kept = keptPerStep * model.SequenceLength;
        if (kept > Limits.KeptValues)
        {
            yield return Violation.Of(
                RuleIds.WorkspaceTooLarge, Subject.Model("SequenceLength"), model.Name, kept, keptPerStep, model.SequenceLength, Limits.KeptValues);
        }
    }
}

using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Sizes that are fine one by one must not multiply to a network whose buffers have no <c>int</c> length.</summary>
internal static class CapacityRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        // Wrong sizes have been reported by themselves; with sound ones, no product below leaves a long.
        var graph = DeclaredGraph.Of(model);
        IReadOnlyList<DeclaredLayer> layers = graph.Layers;
        if ((graph.Embedding?.OutputSize ?? model.InputSize) is not { } inputSize || SizeRules.Check(model).Any() || layers.Any(static layer => layer.Definition is null))
        {
            yield break;
        }

        int tooLarge = layers.TakeWhile(static layer => layer.Parameters <= Limits.Parameters).Count();
        if (tooLarge < layers.Count)
        {
            DeclaredLayer layer = layers[tooLarge];
            yield return Violation.Of(
                RuleIds.TooManyParameters, Subject.Layer(tooLarge, layer.Definition!.SizeOption), model.Name, layer.Parameters, tooLarge + 1, layer.Definition.Name, Limits.Parameters);
        }

        long keptPerStep = inputSize + graph.Nodes.Where(static node => !node.IsBeforeTime).Sum(static node => KeptCount.PerStep(node.Layer));
        long kept = keptPerStep * model.SequenceLength;
        if (kept > Limits.KeptValues)
        {
            yield return Violation.Of(
                RuleIds.WorkspaceTooLarge, Subject.Model("SequenceLength"), model.Name, kept, keptPerStep, model.SequenceLength, Limits.KeptValues);
        }
    }
}

using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Every layer reads layers that there are and that fit each other, and is read itself.</summary>
internal static class GraphRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        var graph = DeclaredGraph.Of(model);
        bool areSizesKnown = graph.Layers.All(static layer => layer.IsSound) && !graph.Faults.Any(static fault => fault.Kind == GraphFaultKind.UnknownSource);
        foreach (GraphFault fault in graph.Faults.Where(fault => areSizesKnown || fault.Kind != GraphFaultKind.SizesDiffer))
        {
            Subject subject = Subject.Layer(fault.Layer, fault.Option);
            DeclaredLayer layer = graph.Layers[fault.Layer];
            yield return fault.Kind switch
            {
                GraphFaultKind.UnknownSource => Violation.Of(RuleIds.UnknownSource, subject, fault.What, layer.Name, fault.Known),
                GraphFaultKind.TooFewSources => Violation.Of(RuleIds.TooFewSources, subject, layer.Declaration.Kind, fault.What),
                GraphFaultKind.SizesDiffer => Violation.Of(RuleIds.SizesDiffer, subject, layer.Declaration.Kind, fault.What),
                _ => Violation.Of(RuleIds.UnreadLayer, subject, layer.Name, layer.Declaration.Kind),
            };
        }

        for (int index = 0; index < model.Layers.Count && model.Stateful; index++)
        {
            if (LayerOptions.LearnInitialState.Of(model.Layers[index]))
            {
                yield return Violation.Of(RuleIds.LearntAndGivenState, Subject.Layer(index, LayerOptions.LearnInitialState.Name), model.Name, model.Layers[index].Kind);
            }
        }
    }
}
